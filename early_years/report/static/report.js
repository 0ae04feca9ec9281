/* Shows and hides, finds and orders rows and moves focus. It works out no figure. */
(function () {
  'use strict';
  document.documentElement.classList.add('js');
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function one(selector, within) { return (within || document).querySelector(selector); }
  function data(id) { var found = document.getElementById(id); return found ? JSON.parse(found.textContent) : null; }

  /* A map: what it shows, its shape, its read-out and the keys that move on it. */
  all('[data-map]').forEach(function (box) {
    var layers = data('layers'), now = 'need', last = null;
    var maps = all('svg', box), out = one('[data-readout]', box), keys = all('[data-key]', box);
    function said(link) { return layers[link.getAttribute('data-ward')][now][1].join(' '); }
    function show(link) {
      var name = document.createElement('b');
      last = link;
      name.textContent = link.getAttribute('data-name');
      out.replaceChildren(name, document.createElement('br'), said(link));
    }
    function setLayer(code) {
      now = code;
      maps.forEach(function (map) {
        all('a', map).forEach(function (link) {
          link.setAttribute('class', layers[link.getAttribute('data-ward')][code][0]);
          link.setAttribute('aria-label', link.getAttribute('data-name') + '. ' + said(link));
        });
      });
      keys.forEach(function (key) { key.hidden = (key.getAttribute('data-key') === 'need') !== (code === 'need'); });
      if (last) { show(last); }
    }
    function nearest(from, links, across, down) {
      var x = +from.getAttribute('data-x'), y = +from.getAttribute('data-y'), best = null, least = Infinity;
      links.forEach(function (link) {
        var dx = link.getAttribute('data-x') - x, dy = link.getAttribute('data-y') - y;
        var along = dx * across + dy * down, aside = Math.abs(dx * down - dy * across);
        if (along > 4 && aside <= along * 1.6 && along + aside * 1.5 < least) { least = along + aside * 1.5; best = link; }
      });
      return best;
    }
    function next(links, at, letter) {
      return links.slice(at + 1).concat(links.slice(0, at + 1)).filter(function (link) {
        return link.getAttribute('data-name').charAt(0).toLowerCase() === letter.toLowerCase();
      })[0];
    }
    maps.forEach(function (map) {
      var links = all('a', map), rings = all('.ring', map);
      function ring(link) {
        rings.forEach(function (path) {
          if (link) { path.setAttribute('d', one('path', link).getAttribute('d')); } else { path.removeAttribute('d'); }
        });
      }
      links.forEach(function (link, at) {
        link.setAttribute('tabindex', at ? '-1' : '0');
        link.addEventListener('mouseenter', function () { show(link); });
        link.addEventListener('blur', function () { ring(null); });
        link.addEventListener('focus', function () {
          links.forEach(function (other) { other.setAttribute('tabindex', '-1'); });
          link.setAttribute('tabindex', '0');
          ring(link);
          show(link);
        });
        link.addEventListener('keydown', function (event) {
          var way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
          var to = null;
          if (event.ctrlKey || event.metaKey || event.altKey) { return; }
          if (way) { to = nearest(link, links, way[0], way[1]); event.preventDefault(); }
          else if (event.key === 'Home') { to = links[0]; }
          else if (event.key === 'End') { to = links[links.length - 1]; }
          else if (/^[a-z]$/i.test(event.key)) { to = next(links, at, event.key); }
          if (to) { event.preventDefault(); to.focus(); }
        });
      });
    });
    all('input[name=layer]', box).forEach(function (choice) {
      choice.addEventListener('change', function () {
        setLayer(choice.value);
        history.replaceState(null, '', choice.value === 'need' ? location.pathname : '#layer=' + choice.value);
      });
      if (location.hash === '#layer=' + choice.value) { choice.checked = true; }
    });
    all('input[name=shape]', box).forEach(function (choice) {
      choice.addEventListener('change', function () {
        maps.forEach(function (map) { map.toggleAttribute('hidden', map.getAttribute('data-shape') !== choice.value); });
      });
    });
    setLayer((one('input[name=layer]:checked', box) || { value: 'need' }).value);
  });

  /* Going to a ward */
  all('form[data-ward]').forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var ward = form.elements.ward.value;
      if (ward) { location.href = form.getAttribute('data-ward') + ward + '.html'; } else { form.elements.ward.focus(); }
    });
  });

  /* Two wards side by side */
  all('form[data-compare]').forEach(function (form) {
    var wards = data('wards'), pairs = data('pairs'), said = one('[data-said]'), sides = ['a', 'b'];
    var order = Object.keys(wards).sort();
    /* What the file says of two wards; it holds each pair once, by the ward of the earlier code. */
    function told(figure, two) {
      var places = two.map(function (code) { return order.indexOf(code); }).sort(function (x, y) { return x - y; });
      var signs = (pairs.told[figure] || {})[order[places[0]]];
      return signs && places[0] !== places[1] ? pairs.texts[signs.charAt(places[1] - places[0] - 1)] : '';
    }
    function show() {
      sides.forEach(function (side) {
        var code = form.elements[side].value, ward = wards[code];
        all('[data-side=' + side + ']').forEach(function (cell) {
          var value = ward[cell.getAttribute('data-figure')];
          if (cell.tagName.toLowerCase() === 'g') {
            cell.toggleAttribute('hidden', !value[1]);
            if (value[1]) {
              one('rect', cell).setAttribute('x', value[1][0]);
              one('rect', cell).setAttribute('width', value[1][1]);
              one('circle', cell).setAttribute('cx', value[1][2]);
            }
          } else if (cell.getAttribute('data-figure') === 'name') {
            var link = document.createElement('a');
            link.href = 'wards/' + code + '.html';
            link.textContent = value;
            cell.replaceChildren(link);
          } else {
            var figure = document.createElement('b');
            figure.textContent = value[0][0];
            cell.replaceChildren(figure, ' ', value[0].slice(1).join(' '));
          }
        });
      });
      all('[data-pair]').forEach(function (place) {
        place.textContent = told(place.getAttribute('data-pair'), [form.elements.a.value, form.elements.b.value]);
      });
      said.textContent = wards[form.elements.a.value].name + ' beside ' + wards[form.elements.b.value].name;
    }
    var asked = new URLSearchParams(location.hash.slice(1));
    sides.forEach(function (side) { if (wards[asked.get(side)]) { form.elements[side].value = asked.get(side); } });
    form.addEventListener('change', function () {
      history.replaceState(null, '', '#a=' + form.elements.a.value + '&b=' + form.elements.b.value);
      show();
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); show(); });
    show();
  });

  /* Tables by a column: up, down, then as the file has them. What is no number comes last. */
  all('table[data-sort]').forEach(function (table) {
    var body = table.tBodies[0], first = all('tr', body), heads = all('thead th', table);
    function texts(at) {
      return first.map(function (row) {
        var cell = row.cells[at], said = cell && cell.getAttribute('data-value');
        return cell ? (said === null ? cell.textContent.trim() : said) : '';
      });
    }
    function numberIn(text) {
      var found = /^-?[\d,]+(\.\d+)?(?=%?(\s|$))/.exec(text);
      return found ? parseFloat(found[0].replace(/,/g, '')) : null;
    }
    function order(at, way) {
      var said = texts(at), numbers = said.map(numberIn);
      var isNumber = numbers.some(function (one) { return one !== null; }) && said.every(function (text, place) { return numbers[place] !== null || !/\d/.test(text); });
      return first.map(function (_, place) { return place; }).sort(function (a, b) {
        var x = isNumber ? numbers[a] : said[a] || null, y = isNumber ? numbers[b] : said[b] || null;
        if (x === null || y === null) { return (x === null) - (y === null) || a - b; }
        return way * (isNumber ? x - y : x.localeCompare(y, 'en')) || a - b;
      }).map(function (place) { return first[place]; });
    }
    heads.forEach(function (head, at) {
      var button = document.createElement('button'), name = head.textContent.trim();
      button.type = 'button';
      button.className = 'sort';
      button.setAttribute('aria-label', 'Sort by ' + name);
      head.append(' ', button);
      button.addEventListener('click', function () {
        var now = head.getAttribute('aria-sort'), next = now === 'ascending' ? 'descending' : now === 'descending' ? '' : 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        if (next) { head.setAttribute('aria-sort', next); }
        table.toggleAttribute('data-sorted', Boolean(next));
        body.append.apply(body, next ? order(at, next === 'ascending' ? 1 : -1) : first);
      });
    });
  });

  all('[data-print]').forEach(function (button) { button.addEventListener('click', function () { window.print(); }); });
}());

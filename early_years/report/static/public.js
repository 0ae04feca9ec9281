/* For everyone: finds the ward or district of a postcode, the places that fit, and the
   offers of a birthday. Nothing that is typed is sent, kept or put into an address, but for
   the first half of a postcode. */
(function () {
  'use strict';
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function one(selector, within) { return (within || document).querySelector(selector); }
  /* A link is followed where the page says, also from within a frame. */
  function open(address) {
    var link = document.createElement('a');
    link.href = address;
    document.body.appendChild(link);
    link.click();
    link.remove();
  }
  /* By the button, which Enter presses too: a frame may forbid forms to be sent. */
  function asked(form, answer) {
    one('button:not([type=reset])', form).addEventListener('click', function (event) {
      event.preventDefault();
      answer();
    });
  }
  function refuse(form, said, field) {
    var error = one('[data-error]', form);
    error.textContent = said;
    error.hidden = !said;
    field.setAttribute('aria-invalid', said ? 'true' : 'false');
    if (said) { field.focus(); }
  }

  /* The wards of a district and their postcodes, from a file that has its name. */
  function wardsOf(form, district, answer) {
    var script = document.createElement('script');
    function done() { script.remove(); answer(window.wardsOfDistrict || {}); }
    window.wardsOfDistrict = null;
    script.addEventListener('load', done);
    script.addEventListener('error', done);
    script.src = form.getAttribute('data-wards') + district + '.js';
    document.head.appendChild(script);
  }
  function holding(wards, inward) {
    return Object.keys(wards).filter(function (code) {
      return wards[code].inward.match(/.{3}/g).indexOf(inward) >= 0;
    })[0];
  }

  /* A whole postcode opens the page of its ward, the first half that of the district; where
     districts have no pages, it names the wards that share it. */
  all('form[data-postcode]').forEach(function (form) {
    var field = form.elements.postcode, choices = one('[data-choices]', form);
    function has(name, district) { return (form.getAttribute(name) || '').split(' ').indexOf(district) >= 0; }
    function go(page) {
      field.value = '';
      open(form.getAttribute('data-postcode') + page + '.html');
    }
    function offer(district, wards) {
      choices.replaceChildren('Wards of ' + district + ': ');
      Object.keys(wards).forEach(function (code, at) {
        var link = document.createElement('a');
        link.href = form.getAttribute('data-postcode') + code + '.html';
        link.textContent = wards[code].name;
        choices.append(at ? ', ' : '', link);
      });
    }
    asked(form, function () {
      var typed = field.value.toUpperCase().replace(/\s/g, '');
      var found = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?$/.exec(typed);
      var district = found && found[1], hasPage = has('data-districts', district), hasWards = has('data-looked-up', district);
      if (choices) { choices.replaceChildren(); }
      if (!found) { refuse(form, 'Enter a postcode, like B8 1AA, or just its first half, like B8', field); return; }
      if (!hasPage && !hasWards) { refuse(form, district + ' is not a postcode district of ' + form.getAttribute('data-city') + ' that has a list', field); return; }
      refuse(form, '', field);
      if (hasPage && !(hasWards && found[2])) { go(district); return; }
      wardsOf(form, district, function (wards) {
        var ward = found[2] && holding(wards, found[2]);
        if (ward && (!form.hasAttribute('data-districts') || wards[ward].near)) { go(ward); }
        else if (hasPage) { go(district); }
        else if (choices) {
          if (found[2]) { refuse(form, 'This postcode is on no list', field); }
          offer(district, wards);
        } else { refuse(form, 'Enter the whole postcode', field); }
      });
    });
  });

  all('form[data-filter]').forEach(function (form) {
    var places = all('[data-place]'), more = one('[data-more]'), none = one('[data-none]'), said = one('[data-said]', form);
    function has(place, name, wanted) { return !wanted || (' ' + place.getAttribute(name) + ' ').indexOf(' ' + wanted + ' ') >= 0; }
    function filter() {
      var kind = form.elements.kind.value, age = form.elements.age.value, hours = form.elements.hours.value;
      var shown = places.filter(function (place) {
        var fits = has(place, 'data-kind', kind) && has(place, 'data-ages', age) && has(place, 'data-hours', hours);
        place.hidden = !fits;
        return fits;
      });
      if (more && (kind || age || hours)) { more.open = true; }
      said.textContent = shown.length && (kind || age || hours) ? said.getAttribute('data-words') : '';
      none.hidden = shown.length > 0;
    }
    form.addEventListener('change', filter);
    form.addEventListener('submit', function (event) { event.preventDefault(); filter(); });
    filter();
  });

  all('form[data-birthday]').forEach(function (form) {
    var starts = JSON.parse(document.getElementById('starts').textContent), answer = document.getElementById('answer');
    function two(number) { return ('0' + number).slice(-2); }
    function add(to, name, text, style) {
      var made = document.createElement(name);
      made.textContent = text;
      if (style) { made.className = style; }
      to.appendChild(made);
      return made;
    }
    asked(form, function () {
      var fields = form.elements, typed = [fields.year.value.trim(), fields.month.value.trim(), fields.day.value.trim()];
      var iso = typed[0] + '-' + two(typed[1]) + '-' + two(typed[2]), when = new Date(iso + 'T00:00:00Z');
      var isDate = /^\d{4} \d{1,2} \d{1,2}$/.test(typed.join(' ')) && !isNaN(when) && when.toISOString().slice(0, 10) === iso;
      var fitting = isDate ? starts.filter(function (start) { return start.from <= iso && iso <= start.to; }) : [];
      var heading, tiles;
      answer.replaceChildren();
      answer.hidden = !fitting.length;
      if (!isDate) { refuse(form, 'Enter a real date of birth, like 27 3 2024', fields.day); return; }
      if (!fitting.length) { refuse(form, 'The list holds birthdays from ' + form.getAttribute('data-from') + ' to ' + form.getAttribute('data-to'), fields.day); return; }
      refuse(form, '', fields.day);
      heading = add(answer, 'h2', 'For a child born on ' + when.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }));
      heading.tabIndex = -1;
      tiles = add(answer, 'div', '', 'tiles');
      fitting.forEach(function (start) {
        var tile = add(tiles, 'div', '', 'tile flow');
        add(tile, 'p', 'From ' + start.begins, 'from');
        add(tile, 'h3', start.offer);
        if (start.who) { add(tile, 'p', start.who); }
        add(tile, 'p', start.said, 'small muted');
      });
      heading.focus();
    });
    form.addEventListener('reset', function () {
      answer.replaceChildren();
      answer.hidden = true;
      refuse(form, '', form.elements.day);
      form.elements.day.focus();
    });
  });
}());

// What Evidence needs besides its packages; npm runs it after an install and before
// the sources are read.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

// DuckDB for browsers 1.28.0 does not know these two settings. Newer ones download an
// extension, when the site is built and in each reader's browser.
const UNKNOWN = /^.*(?:ieee_floating_point_ops|old_implicit_casting).*\r?\n/gm;
for (const side of ['node', 'browser']) {
	const file = `node_modules/@evidence-dev/universal-sql/src/client-duckdb/${side}.js`;
	if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(UNKNOWN, ''));
}

// A map takes its shapes from a file of the site.
const exports = process.env.EVIDENCE_VAR__exports;
if (exports) {
	mkdirSync('static', { recursive: true });
	copyFileSync(`${exports}/public/wards.geojson`, 'static/wards.geojson');
}

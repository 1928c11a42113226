import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutScripts } from './report';

test('scripts of cells go, the data of figures stays', () => {
  const figure = '<div data-deid-figure="x"><script type="application/json">{"data":[]}</script></div>';
  const cell = `<p>a</p><script>alert(1)</script>${figure}<SCRIPT type="text/plain" id="p">H4sI</SCRIPT ><p>b</p>`;
  assert.equal(withoutScripts(cell), `<p>a</p>${figure}<p>b</p>`);
});

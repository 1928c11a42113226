/** Text for HTML, also inside quoted attributes. Everything that comes from a file or a reader goes through here. */
export function escapeHtml(text: string): string {
  return stripControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * Control characters are not legal in HTML or SVG, and direction overrides (U+202A to U+202E, U+2066 to U+2069) can make a name read
 * as another one: both become the replacement character.
 */
const stripControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

/** JSON for a `<script>` element: no `</script>`, no `<!--`, no line separators that old engines take for line ends. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Text for a Plotly label: Plotly reads tags in labels (`<b>`, `<a href>`), so they are made harmless. */
export const plotlyText = (text: string): string =>
  stripControls(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const dataUri = (mime: string, bytes: Uint8Array): string =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

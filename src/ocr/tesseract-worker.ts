/**
 * The thread in which Tesseract runs. Its layout analysis comments on textures ("box outside rectangle", "Detected 8 diacritics") on
 * standard error, by the hundred on some images, where a notebook or a person takes them for failures. Real errors do not come this
 * way: they are messages to the parent, which rejects.
 */
console.error = () => {};
require('tesseract.js/src/worker-script/node/index.js');

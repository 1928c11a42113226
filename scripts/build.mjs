// npm run build: compiles src/ to dist/, always, and notes what it was made from.
import { build } from './lib/build.mjs';
import { main } from './lib/common.mjs';

await main(() => build());

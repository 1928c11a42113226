import type { OverlayLayout } from '../layout';
import type { Rgb } from '../surface';
import { canon, geCt, hitachi, siemensCt } from './corners-ct';
import { geMr, philipsCt, philipsMr, siemensMr } from './corners-mr';
import { CYAN, GREEN, GREY, WHITE, YELLOW } from './parts';

const CT = {
  kind: 'overlay',
  modality: 'CT',
  phantom: 'ct',
  lines: [34, 52],
  faces: ['sans', 'sans', 'mono', 'condensed', 'pixel', 'stroke'],
} as const;
const MR = { ...CT, modality: 'MR', phantom: 'mr', size: () => ({ rows: 512, columns: 512 }) } as const;
const COLOURS: readonly Rgb[] = [WHITE, WHITE, GREY, YELLOW, GREEN, CYAN];

/** Four-corner texts of CT and MR scanners of five makers. */
export const CORNER_LAYOUTS: readonly OverlayLayout[] = [
  {
    ...CT,
    id: 'corners-siemens',
    manufacturer: 'SIEMENS',
    models: ['SOMATOM Force', 'Sensation 16'],
    colours: COLOURS,
    draw: siemensCt,
  },
  {
    ...MR,
    id: 'corners-siemens-mr',
    manufacturer: 'SIEMENS',
    models: ['Avanto', 'MAGNETOM Vida'],
    colours: COLOURS,
    draw: siemensMr,
  },
  {
    ...CT,
    id: 'corners-ge',
    manufacturer: 'GE MEDICAL SYSTEMS',
    models: ['LightSpeed VCT', 'Revolution CT'],
    colours: COLOURS,
    draw: geCt,
  },
  {
    ...MR,
    id: 'corners-ge-mr',
    manufacturer: 'GE MEDICAL SYSTEMS',
    models: ['SIGNA HDxt'],
    colours: COLOURS,
    draw: geMr,
  },
  {
    ...CT,
    id: 'corners-philips',
    manufacturer: 'Philips',
    models: ['iCT 256', 'Brilliance 64'],
    colours: COLOURS,
    draw: philipsCt,
  },
  {
    ...MR,
    id: 'corners-philips-mr',
    manufacturer: 'Philips Medical Systems',
    models: ['Ingenia', 'Achieva'],
    colours: COLOURS,
    draw: philipsMr,
  },
  { ...CT, id: 'corners-canon', manufacturer: 'TOSHIBA', models: ['Aquilion ONE'], colours: COLOURS, draw: canon },
  {
    ...CT,
    id: 'corners-hitachi',
    manufacturer: 'Hitachi Medical Corporation',
    models: ['SCENARIA', 'Supria'],
    colours: COLOURS,
    draw: hitachi,
  },
];

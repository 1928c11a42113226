import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { faceFolders } from './screens/faces';

/**
 * Fonts come from npm packages only. A fontconfig file of our own, which knows no other folder, is set before the first text is
 * drawn: no font and no setting of the machine can change a pixel.
 */
export const FONTS = {
  'dejavu-bold': 'DejaVu Sans Bold',
  dejavu: 'DejaVu Sans',
  'dejavu-mono': 'DejaVu Sans Mono',
  'dejavu-serif': 'DejaVu Serif',
  'dejavu-condensed': 'DejaVu Sans Condensed',
  arimo: 'Arimo',
  'arimo-bold': 'Arimo Bold',
  vt323: 'VT323',
} as const;
export type FontId = keyof typeof FONTS;

const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** DejaVu (Bitstream Vera licence), Arimo (the shapes of Arial) and VT323 (an old terminal), both OFL. */
const FONT_FOLDERS = [
  join(packageFolder('dejavu-fonts-ttf'), 'ttf'),
  packageFolder('@expo-google-fonts/arimo'),
  packageFolder('@expo-google-fonts/vt323'),
];

let ready = false;

/** Points fontconfig at the packages' fonts. Must run before the process draws its first text; later calls do nothing. */
export function useOwnFonts(): void {
  if (ready) return;
  ready = true;
  const folder = join(tmpdir(), `dicom-deid-fonts-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const text = fontconfigText(join(folder, 'cache'));
  if (readOrEmpty(file) !== text) {
    // Written aside and renamed: several processes may start at the same moment.
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, text);
    renameSync(aside, file);
  }
  process.env.FONTCONFIG_FILE = file;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Full hinting, grey antialiasing: with these the ink heights are those of the published pictures. */
function fontconfigText(cache: string): string {
  const set = (name: string, value: string) => `<edit name="${name}" mode="assign">${value}</edit>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...[...FONT_FOLDERS, ...faceFolders()].map(
      (folder) => `<dir>${folder.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</dir>`,
    ),
    `<cachedir>${cache}</cachedir>`,
    '<match target="font">',
    set('antialias', '<bool>true</bool>'),
    set('hinting', '<bool>true</bool>'),
    set('autohint', '<bool>false</bool>'),
    set('hintstyle', '<const>hintfull</const>'),
    set('rgba', '<const>none</const>'),
    '</match>',
    '</fontconfig>',
    '',
  ].join('\n');
}

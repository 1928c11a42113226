import type { Piece } from '../../piece';
import type { Kit } from '../layout';
import { label, stay } from '../pieces';
import { corner, planeLetters, sides, windowLine } from './corner';
import { line, num, says } from './parts';

/** Siemens syngo MR: as for CT, with the position letters below the scanner. */
export function siemensMr(kit: Kit): void {
  const { rng, voice, term } = kit;
  corner(kit, 'top-left', [
    [voice.name()],
    [label('*'), voice.birth(), label(','), voice.sex(), label(','), voice.age()],
    [voice.id()],
    [voice.exam()],
    [voice.dateTime()],
    line(`${rng.int(1, 14)} IMA ${rng.int(1, 60)} / ${rng.int(60, 90)}`),
  ]);
  corner(kit, 'top-right', [
    [voice.institution()],
    line(rng.pick(['MAGNETOM Vida', 'Avanto', 'Symphony', 'MAGNETOM Aera'])),
    line(rng.pick(['syngo MR E11', 'MR B17', 'MR XA20'])),
    line('HFS'),
    line(rng.pick(['+LPH', '-RAF', '+PRF'])),
  ]);
  corner(
    kit,
    'bottom-left',
    [
      `MF ${num(rng, 1, 2.6, 2)}`,
      `TR ${num(rng, 300, 9000, 1)}`,
      `TE ${num(rng, 2, 120, 1)}`,
      `TA ${num(rng, 0, 5)}:${rng.int(10, 59)}`,
      `BW ${num(rng, 90, 500, 1)}`,
      `M/${rng.pick(['ND', 'NORM', 'DIS2D'])}`,
      `A${rng.int(1, 3)}/HE${rng.int(1, 4)}`,
      rng.pick(['tse2d1_15', '*se2d1', '*fl3d1', 'ep2d_diff']),
    ].map(line),
  );
  corner(kit, 'bottom-right', [
    line(`SL ${num(rng, 1, 6, 1)}`),
    line(`FoV ${rng.int(160, 400)}*${rng.int(160, 400)}`),
    line(`${rng.int(192, 512)}*${rng.int(192, 512)}`),
    line(rng.pick(['Tra>Cor(-3.2)', 'Sag>Cor(2)', 'Cor', 'SP F23.4'])),
    line(rng.chance(0.5) ? term('series', 20) : windowLine(kit)),
    line(`W ${rng.int(300, 1800)}  C ${rng.int(150, 800)}`),
  ]);
  sides(kit, planeLetters(kit), stay);
}

/** GE Signa: coil, field of view and matrix bottom left. */
export function geMr(kit: Kit): void {
  const { rng, voice, term } = kit;
  corner(kit, 'top-left', [
    line(rng.pick(['SIGNA HDxt', 'Optima MR450w', 'DISCOVERY MR750'])),
    [label('Ex:'), voice.exam()],
    line(`Se: ${rng.int(1, 12)}`),
    line(`Im: ${rng.int(1, 60)}`),
    line(`${rng.pick(['OAx', 'OSag', 'Ax'])} ${rng.pick(['S', 'I', 'L'])}${num(rng, 1, 90, 1)}`),
    [],
    line(rng.pick(['FSE-XL', 'SE', 'FSPGR', 'EPI/SE'])),
    line(`TR:${rng.int(400, 6000)}`),
    line(`TE:${rng.int(8, 110)}/Ef`),
    line(`EC:1/1 ${num(rng, 15, 62, 1)}kHz`),
  ]);
  corner(kit, 'top-right', [
    [voice.institution()],
    [voice.name()],
    [voice.ageNumber(), voice.sex(), voice.id()],
    [voice.dateTime()],
    line(`Mag = ${num(rng, 1, 2.5, 1)}`),
    line(rng.chance(0.5) ? 'ROT:' : term('sequence', 14)),
  ]);
  corner(
    kit,
    'bottom-left',
    [
      rng.pick(['8NVHEAD', 'HNS Head', 'KNEE PA', 'BODYUPPER']),
      `FOV:${rng.int(14, 40)}x${rng.int(14, 40)}`,
      `${num(rng, 2, 6, 1)}thk/${num(rng, 0.5, 2, 1)}sp`,
      `${rng.int(14, 40)}/0${rng.int(1, 5)}:${rng.int(10, 59)}`,
      `${rng.pick([256, 320, 512])}X${rng.pick([192, 224, 256])}/${num(rng, 1, 4, 2)} NEX`,
      rng.pick(['FCs/VB/TRF/Z512', 'FC/St:SI/FAT', 'NP/VB/FS']),
    ].map(line),
  );
  corner(kit, 'bottom-right', [line(`W:${rng.int(200, 900)} L:${rng.int(100, 500)}`)]);
  sides(kit, planeLetters(kit), stay);
}

/** Philips: labels before all values. */
function philips(kit: Kit, values: readonly Piece[][]): void {
  const { rng, voice } = kit;
  const id: Piece[][] = rng.chance(0.6)
    ? [
        [voice.label('name'), voice.name()],
        [voice.label('id'), voice.id()],
        [voice.label('birth'), voice.birth()],
        [voice.label('sex'), voice.sex()],
      ]
    : [[voice.name()], [voice.id()], [voice.birth(), voice.sexWord()]];
  corner(kit, 'top-left', [...id, ...(rng.chance(0.5) ? [[voice.label('accession'), voice.accession()]] : [])]);
  corner(kit, 'top-right', [
    [voice.institution()],
    [voice.date()],
    [voice.time()],
    ...(rng.chance(0.4) ? [[voice.label('physician'), voice.physician()]] : []),
  ]);
  corner(kit, 'bottom-left', values);
  corner(kit, 'bottom-right', [line(`Img ${rng.int(1, 300)}`), line(windowLine(kit)), [voice.studyName()]]);
  sides(kit, planeLetters(kit), stay);
}

export const philipsMr = (kit: Kit): void =>
  philips(kit, [
    ...says(kit.rng, [
      '{Ingenia|Achieva|Intera}',
      '{T2W_TSE|T1W_FFE|FLAIR|DWI_b1000|mDIXON}',
      'TR {400..5000}',
      'TE {5..110}',
      'FA {8..90}',
      'sl {1..24}/{25..40}',
      '?ms {1..6}',
    ]),
    line(kit.term('mr', 16)),
  ]);

export const philipsCt = (kit: Kit): void =>
  philips(kit, [
    ...says(kit.rng, [
      '{Brilliance 64|iCT 256|Ingenuity}',
      '{100|120|140} kVp / {60..400} mAs',
      'Thk {0.9..5:1} mm',
      'FOV {180..500} mm',
      'Std (B)',
      '?iDose ({1..6})',
      'Z {1..2:1}',
    ]),
    line(kit.term('phase', 18)),
  ]);

import type { Kit } from '../layout';
import { label, open, stay } from '../pieces';
import { corner, planeLetters, ruler, sides, windowLine } from './corner';
import { line, num } from './parts';

/** Siemens syngo: patient top left, hospital and scanner top right, parameters bottom left. */
export function siemensCt(kit: Kit): void {
  const { rng, voice, term } = kit;
  const { age, sex, birth } = voice;
  corner(kit, 'top-left', [
    [voice.name()],
    [voice.id()],
    rng.chance(0.6) ? [label('*'), birth(), label(','), sex(), label(','), age()] : [birth(), sex()],
    [voice.dateTime()],
    line(`${rng.int(1, 6)} IMA ${rng.int(1, 320)}`),
    ...(rng.chance(0.4) ? [[open('STUDY'), voice.exam()]] : []),
  ]);
  corner(kit, 'top-right', [
    [voice.institution()],
    line(rng.pick(['SOMATOM Force', 'SOMATOM Definition AS+', 'Sensation 16', 'Emotion 6'])),
    line(rng.pick(['CT VA50A', 'CT 2012B', 'VA40A'])),
    line(`H-SP-${rng.pick(['CR', 'CA'])}`),
    ...(rng.chance(0.35) ? [[label('Ref:'), voice.referring()]] : []),
  ]);
  corner(
    kit,
    'bottom-left',
    [
      `kV ${rng.pick([80, 100, 120, 130])}`,
      `${rng.pick(['mAs', 'eff.mAs', 'mA'])} ${rng.int(40, 420)}`,
      ...(rng.chance(0.5) ? [`ref.mAs ${rng.int(80, 300)}`] : []),
      `TI ${num(rng, 0.3, 1, 2)}`,
      `GT ${num(rng, -2, 2, 1)}`,
      `SL ${num(rng, 0.6, 8, 1)}/${num(rng, 1, 8, 1)} p${num(rng, 0.6, 1.6, 1)}`,
      `${rng.pick([512, 768])}/${num(rng, 2, 5, 1)}`,
      `${rng.pick(['Br40d', 'Bl57d', 'H31s', 'B30s', 'Qr40d'])} ${rng.pick(['A2', '3', ''])}`.trim(),
      rng.chance(0.5) ? `*SP ${num(rng, -900, 400, 1)}` : term('region', 14),
    ].map(line),
  );
  corner(kit, 'bottom-right', [
    line(windowLine(kit)),
    line(`C ${rng.int(-600, 400)}`),
    ...(rng.chance(0.4) ? [[voice.studyName()]] : []),
  ]);
  sides(kit, planeLetters(kit), stay);
  if (rng.chance(0.6)) ruler(kit);
}

/** GE: exam, series and image top left, patient top right with sex, age and id in one line. */
export function geCt(kit: Kit): void {
  const { rng, voice, term } = kit;
  corner(kit, 'top-left', [
    line(rng.pick(['LightSpeed VCT', 'Optima CT660', 'Revolution CT', 'HiSpeed'])),
    [label('Ex:'), voice.exam()],
    line(`Se: ${rng.int(1, 9)}${rng.pick(['', '/4'])}`),
    line(`Im: ${rng.int(1, 400)}`),
    line(`${rng.pick(['Ax', 'OCor', 'OSag'])}: ${rng.pick(['S', 'I', 'R'])}${num(rng, 1, 200, 1)}`),
    [],
    line(`DFOV ${num(rng, 20, 50, 1)} cm`),
    line(rng.pick(['STND/I', 'LUNG', 'BONEPLUS', 'SOFT/P', 'Recon: DETAIL'])),
    ...(rng.chance(0.4) ? [line(term('contrast', 18))] : []),
  ]);
  corner(kit, 'top-right', [
    [voice.institution()],
    [voice.name()],
    rng.chance(0.5) ? [voice.sex(), voice.ageNumber(), voice.id()] : [voice.birth(), voice.sex(), voice.id()],
    [voice.date()],
    ...(rng.chance(0.4) ? [[label('Acc:'), voice.accession()]] : []),
    line(`512 ${rng.int(1, 512)}`),
    ...(rng.chance(0.3) ? [[label('DoB:'), voice.birth()]] : []),
  ]);
  corner(
    kit,
    'bottom-left',
    [
      `kV ${rng.pick([80, 100, 120, 140])}`,
      `mA ${rng.int(40, 700)}`,
      `Rot ${num(rng, 0.3, 1, 2)}s/HE ${num(rng, 15, 60, 1)}mm/rot`,
      `${num(rng, 0.6, 5, 3)}mm ${num(rng, 0.5, 1.6, 3)}:1/${num(rng, 0.3, 5, 3)}sp`,
      `Tilt: ${num(rng, 0, 12, 1)}`,
    ].map(line),
  );
  corner(kit, 'bottom-right', [[voice.time()], line(windowLine(kit))]);
  sides(kit, planeLetters(kit), stay);
}

/** Canon (Toshiba): key and value with a colon, patient top left, the scanner below it. */
export function canon(kit: Kit): void {
  const { rng, voice, term } = kit;
  corner(kit, 'top-left', [
    line(rng.pick(['Aquilion ONE', 'Aquilion PRIME', 'Aquilion CX'])),
    line(`Vol. ${rng.pick([80, 160, 320])}row`),
    [voice.institution()],
    [voice.dateTime()],
    line(`CT.Sl. ${rng.int(1, 400)}`),
  ]);
  corner(kit, 'top-right', [
    [voice.id()],
    [voice.name()],
    [voice.sex(), voice.age()],
    [voice.birth()],
    ...(rng.chance(0.4) ? [[voice.physician()]] : []),
  ]);
  corner(
    kit,
    'bottom-left',
    [
      `kV:${rng.pick([80, 100, 120, 135])}`,
      `mA:${rng.int(50, 500)}`,
      `${num(rng, 0.3, 1, 2)}s/${num(rng, 0.5, 5, 1)}mm`,
      `FC${rng.pick(['08', '13', '30', '51', '81'])}`,
      rng.pick(['AIDR3D Std', 'AIDR3D eSTD', 'OSR']),
      `HP ${rng.int(20, 160)}`,
      `FOV ${num(rng, 180, 500, 2)}`,
      term('processing', 14),
    ].map(line),
  );
  corner(kit, 'bottom-right', [
    line(`WW: ${rng.int(80, 1500)}`),
    line(`WL: ${rng.int(-600, 300)}`),
    line(rng.pick(['Hel.', 'Vol.', 'S&S'])),
  ]);
  sides(kit, planeLetters(kit), stay);
}

/** Hitachi and Fujifilm: hospital bottom left, patient on one line at the top. */
export function hitachi(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  sheet.text(sheet.width / 2, 4, [voice.id(), voice.name(), voice.sex(), voice.age()], { align: 'center' });
  corner(kit, 'top-left', [
    [],
    line(rng.pick(['SCENARIA', 'Supria', 'ECLOS', 'AIRIS Vento'])),
    line(`IM:${rng.int(1, 200)}`),
    line(`TH ${num(rng, 0.6, 10, 2)}`),
    line(`SC:${num(rng, 0.5, 2, 2)}`),
  ]);
  corner(kit, 'bottom-left', [[voice.institution()], [voice.dateTime()], [voice.label('operator'), voice.initials()]]);
  corner(kit, 'bottom-right', [
    ...[
      `Filter:${rng.int(11, 93)}`,
      `kV ${rng.pick([100, 120, 130])}`,
      `mA ${rng.int(50, 350)}`,
      `FOV ${rng.int(200, 500)}`,
      windowLine(kit),
      term('region', 12),
    ].map(line),
  ]);
  sides(kit, planeLetters(kit), stay);
}

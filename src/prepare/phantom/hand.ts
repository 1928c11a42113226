import { type Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';

/** A hand in film blackening: flesh, then the bones of fingers, palm and wrist with their marrow. */
export function drawHand(canvas: Canvas, rng: Rng): void {
  const { width, height } = canvas;
  canvas.data.fill(3600);
  const wrist = { x: width / 2, y: height * 0.98 };
  const tips = [-0.34, -0.19, -0.02, 0.13, 0.3].map((dx, i) => ({
    x: width * (0.5 + dx),
    y: height * [0.5, 0.2, 0.13, 0.17, 0.32][i] + rng.range(-10, 10),
  }));
  const knuckles = [-0.2, -0.1, -0.02, 0.06, 0.14].map((dx, i) => ({
    x: width * (0.5 + dx),
    y: height * [0.72, 0.5, 0.48, 0.5, 0.54][i],
  }));
  const flesh = width * 0.042;
  canvas.stroke(wrist, { x: width / 2, y: height * 0.78 }, [width * 0.12, width * 0.14], 2300);
  canvas.blob(
    { x: width * 0.49, y: height * 0.66, rx: width * 0.2, ry: height * 0.17, bumps: randomBumps(rng, 0.05) },
    2300,
    { soft: 8 },
  );
  tips.forEach((tip, i) => {
    canvas.stroke(knuckles[i], tip, [flesh * 1.25, flesh], 2400);
  });
  tips.forEach((tip, i) => {
    const bases = [{ x: width * (0.46 + i * 0.02), y: height * 0.77 }, knuckles[i]];
    const along = (t: number) => ({
      x: knuckles[i].x + (tip.x - knuckles[i].x) * t,
      y: knuckles[i].y + (tip.y - knuckles[i].y) * t,
    });
    const bone = (a: { x: number; y: number }, b: { x: number; y: number }, r: number) => {
      canvas.stroke(a, b, [r, r * 0.85], 1000);
      canvas.stroke(a, b, [r * 0.55, r * 0.45], 1450);
    };
    bone(bases[0], bases[1], flesh * 0.5);
    for (const [a, b] of [
      [0.06, 0.42],
      [0.48, 0.72],
      [0.78, 0.95],
    ])
      bone(along(a), along(b), flesh * 0.45);
  });
  drawWrist(canvas, rng);
  canvas.blur(2);
}

function drawWrist(canvas: Canvas, rng: Rng): void {
  const { width, height } = canvas;
  for (let i = 0; i < 8; i++) {
    canvas.blob(
      {
        x: width * (0.42 + 0.045 * (i % 4)),
        y: height * (0.8 + 0.04 * (i >> 2)),
        rx: width * 0.024,
        ry: height * 0.02,
        bumps: randomBumps(rng, 0.12),
      },
      1150,
      { soft: 3 },
    );
  }
  for (const dx of [-0.05, 0.05])
    canvas.stroke(
      { x: width * (0.5 + dx), y: height * 0.9 },
      { x: width * (0.5 + dx), y: height },
      [width * 0.035, width * 0.03],
      1050,
    );
}

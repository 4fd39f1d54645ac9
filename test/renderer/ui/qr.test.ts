import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrPath } from '../../../renderer/ui/qr.tsx';

test('the path covers exactly the dark modules', () => {
  const text = 'https://pay.example/batch/0123456789abcdef?lang=fa';
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const { path, size } = qrPath(text);
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/gu)) {
    for (let at = Number(x); at < Number(x) + Number(width); at += 1) drawn[Number(y)]?.splice(at, 1, true);
  }
  expect(drawn).toEqual(data);
  expect(data.slice(0, 4).flat()).not.toContain(true);
});

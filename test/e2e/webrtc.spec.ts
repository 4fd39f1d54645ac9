import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { chromium } from 'playwright-core';
import { NOWHERE, WEBRTC_POLICY } from '../../electron/desktop/confinement.ts';
import { findChromium } from '../host/chromium.ts';

/**
 * What a page reaches by WebRTC (a STUN server by UDP, a TURN server by TCP, both on loopback) in a Chromium with `args`,
 * and in how many milliseconds; it is given up when both were reached, or after `patience` milliseconds.
 */
async function reached(args: readonly string[], patience: number) {
  const came = { udp: false, tcp: false };
  const udp = createSocket('udp4', () => (came.udp = true)).bind(0, '127.0.0.1');
  const tcp = createServer((socket) => {
    came.tcp = true;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  const ports = { stun: udp.address().port, turn: (tcp.address() as AddressInfo).port };
  const sandbox = process.getuid?.() !== 0;
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: sandbox, args: [...args] });
  try {
    const page = await browser.newPage();
    const start = performance.now();
    await page.evaluate(async ({ stun, turn }) => {
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${stun}` },
          { urls: `turn:127.0.0.1:${turn}?transport=tcp`, username: 'x', credential: 'x' },
        ],
      });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      Object.assign(globalThis, { peer });
    }, ports);
    while (!(came.udp && came.tcp) && performance.now() - start < patience) await sleep(50);
    return { ...came, took: performance.now() - start };
  } finally {
    await browser.close();
    udp.close();
    tcp.close();
  }
}

// The stand-in shares its session with the pages of "the PC's browser", so what the app asks of Electron for its session is
// tried on Chromium itself, whose switches mean the same.
test('what the app asks for leaves a page no WebRTC', async () => {
  const free = await reached([], 60_000);
  expect(free).toMatchObject({ udp: true, tcp: true });
  const confined = [
    `--webrtc-ip-handling-policy=${WEBRTC_POLICY}`,
    `--proxy-server=${NOWHERE.proxyRules}`,
    `--proxy-bypass-list=${NOWHERE.proxyBypassRules}`,
  ];
  // Far longer than a page needs that is let out.
  expect(await reached(confined, 2000 + 5 * free.took)).toMatchObject({ udp: false, tcp: false });
});

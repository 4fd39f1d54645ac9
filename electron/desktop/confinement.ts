/**
 * The app's pages come from its own files and need no network; connect-src does not hold WebRTC, and Chromium has no
 * switch that turns it off. Without UDP it falls back on TCP, through the session's proxy, and that leads nowhere.
 */
export const WEBRTC_POLICY = 'disable_non_proxied_udp';
export const NOWHERE = { mode: 'fixed_servers', proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' } as const;

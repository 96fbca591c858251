// The device that the page is on, as far as advice depends on it: whether it has keys, and which; where it keeps files.

// Returns "touch", "mac" or "keyboard". An iPad says that it is a Mac, but no Mac is touched at several points; a laptop whose
// screen can be touched has keys.
export function deviceOf({ coarse, touchPoints, platform }) {
  const mac = /^Mac/i.test(platform);
  if (coarse || /iPhone|iPad|iPod|Android/i.test(platform) || (mac && touchPoints > 1)) return "touch";
  return mac ? "mac" : "keyboard";
}

export const device = () => deviceOf({ coarse: matchMedia("(pointer: coarse)").matches, ...told() });

// Returns "ios", "android" or "other". Android's browsers name it in `agent` alone, or in `platform`.
export function systemOf({ touchPoints, platform, agent }) {
  if (/Android/i.test(`${platform} ${agent}`)) return "android";
  return /iPhone|iPad|iPod/i.test(platform) || (/^Mac/i.test(platform) && touchPoints > 1) ? "ios" : "other";
}

export const system = () => systemOf(told());

function told() {
  const { maxTouchPoints, platform, userAgent, userAgentData } = navigator;
  return { touchPoints: maxTouchPoints, platform: userAgentData?.platform || platform, agent: userAgent };
}

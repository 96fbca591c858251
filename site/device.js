// The device that the page is on, as far as advice depends on it: whether it has keys, and which.

// Returns "touch", "mac" or "keyboard". An iPad says that it is a Mac, but no Mac is touched at several points; a laptop whose
// screen can be touched has keys.
export function deviceOf({ coarse, touchPoints, platform }) {
  const mac = /^Mac/i.test(platform);
  if (coarse || /iPhone|iPad|iPod|Android/i.test(platform) || (mac && touchPoints > 1)) return "touch";
  return mac ? "mac" : "keyboard";
}

export const device = () =>
  deviceOf({
    coarse: matchMedia("(pointer: coarse)").matches,
    touchPoints: navigator.maxTouchPoints,
    platform: navigator.userAgentData?.platform || navigator.platform,
  });

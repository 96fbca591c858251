// The colours of neighbourhoods, which the functions choose, now and for a style sheet: by day and by night.
import { isNight } from "../palette.js";

export const colourOf = ({ colours }) => (isNight() ? colours.night : colours.day);
export const styleOf = ({ colours }) => `light-dark(${colours.day}, ${colours.night})`;

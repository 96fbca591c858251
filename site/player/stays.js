// On a page with songs: what another one played goes on.
import { goOn } from "./play.js";

goOn();

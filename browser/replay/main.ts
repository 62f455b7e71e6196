import type { ReplayData } from '../../src/report/html/replay/replay-data.ts';
import { Player } from './player.ts';

/** Entry of the moving picture: finds its data and its place on the page. */
const place = document.getElementById('replay-player');
const data = document.getElementById('replay-data');
if (place !== null && data !== null) {
  new Player(place, JSON.parse(data.textContent ?? '') as ReplayData).start();
}

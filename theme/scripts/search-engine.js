/* The engine of the search, which the box loads when somebody is about to type. */
import { handOver } from './load-bundle.js';
import { find, isReady } from './search-steps.js';
import { fold, isUnspaced } from './normalise.js';
import { loadPiece } from './index-pieces.js';

handOver('search-engine.min.js', { find, isReady, fold, isUnspaced, loadPiece });

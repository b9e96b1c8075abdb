/* The engine of the search, which the box loads when somebody is about to type. */
import { handOver } from './bundles.js';
import { find, isReady } from './finding.js';
import { fold, isUnspaced } from './normalise.js';
import { loadPiece } from './pieces.js';

handOver('search-engine.min.js', { find, isReady, fold, isUnspaced, loadPiece });

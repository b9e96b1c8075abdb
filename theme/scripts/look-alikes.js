/* Letters of hosts that look like Latin ones: those of masthead/syntax/confusable_letters.py that a host can have. Each is
   written as how many others are between it and the one before, to the base 36. `python -m tools.look_alikes` writes this. */
let point = -1;
export const LOOKS = '1C  4T 6 9 7 5 I L 9 G G J T 7 4 16 1  10 29 P  E 1 5  4 4 F 6 3 F 7L   1 1 1  2 1 1 1   3 Z 5 4 1J 2 1 4 1 1      1 2 3 8  1 8 J 1L B 1 H 1D P 1 1V 1 2 9 4 2 3  3  1  G4   6 1 A 2N 1PI L 1 IO   2 3    6 3 3 1 2 1  B 2 1  3  3  2 3  B  1M S W 1 2 Q S 46 1M  9 13 4 G O B 5 6 5B 9 E 4  3W KH J3 E A 1 A 3   3 2K 8 7K 2P 2NG O 7 5 B 3 1 3 J H 2L A  G 4 4  7 NLE     1  1  1  1     2  2   1 1 1   M 23 N 6 2C 3F 3L L 29 27 F 7 5 2I 3 MR 2 7 9  5 3 7 9 H7H 3  2 5 1 2   8   2 5 4   1 Q 1D  6 5 1 3 1 4 7J G A 4H B G 6 4 2 1 2 1 7   SE 5 KM 3 7   S 3N 1W T8 15T 3 3  C0     3 E  3 DB 1 FOA 58 I TA 1 B H C 4 5 1 '
  .split(' ').map((gap) => String.fromCodePoint(point += 1 + parseInt(gap || 0, 36)));

/* Each with the letter that it is taken for. */
export function takenFor() {
  return new Map(LOOKS.map((letter, at) => [letter, 'olbadopdhiletbgfsplgjaagyiiwnfuylabyenikvopotuwojparekmonpctyxwbsijwvyheldqwwqqhjnnugifoloyfbtoysodrtiyajewmhyghzbrwsvslcpkdgbvupdbjlxhxrbfaddmbxllkmxoxcoouvwzrgyfyzrziopcywpzvelloqxbpddtgkjczfmnlsrvhwxyaeloutblseizvslnfuwleforruuyabeflxopstabcfomtyxhbclomtxbocsouzlnokcvflxloxovymlxoovwwwvsfiyoouyznrsovtllrsauy'[at]]));
}

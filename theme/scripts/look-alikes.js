/* Letters that look like others, each with the one that it is taken for: as masthead/syntax/confusable_letters.py has them. */
export const LOOKS = 'аɑɒьсԁеһіıјӏ1Ӏкмпоοσօ0рԛгѕтυսνѵԝшхуүαβγικρτωηεƅɡǥɩɪʟɴꞑøłđħŧæœßþð';
export const TAKEN_FOR = 'aaabcdehiijlllkmnooooopqrstuuvvwwxyyabyikptwnebggiilnnoldhtaebpd';

/* Some browsers run the lines of a text together when it is pasted into a field of one line, and two addresses become one. */

/** Lets a field take pasted lines with a space between them. @param {HTMLInputElement} input */
export function spaceLines(input) {
  input.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') || '';
    if (event.defaultPrevented || !/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    input.setRangeText(text.trim().replace(/\s*[\r\n]\s*/g, ' '), input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

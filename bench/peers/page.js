/* The page of a peer: a field, and the first five results as soon as each is known. */
export function answer(find) {
  const field = document.querySelector('input');
  const list = document.querySelector('ul');

  async function run() {
    const typed = field.value;
    list.replaceChildren();
    if (!typed) return;
    for await (const { href, text } of find(typed, 5)) {
      if (typed !== field.value) return;
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = href;
      link.textContent = text;
      item.append(link);
      list.append(item);
    }
  }

  field.value = new URLSearchParams(location.search).get('q') || '';
  field.addEventListener('input', run);
  run();
}

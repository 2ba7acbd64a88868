const list = document.querySelector('#list');
const form = document.querySelector('#add');
const problem = document.querySelector('#problem');
const template = document.querySelector('#entry');

async function call(method, path, body) {
  const response = await fetch(`api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function entry(todo) {
  const item = template.content.cloneNode(true).firstElementChild;
  const box = item.querySelector('input');
  box.checked = todo.done;
  item.querySelector('span').textContent = todo.title;
  box.addEventListener('change', () => act(() => call('PATCH', `/todos/${todo.id}`, { done: box.checked })));
  item.querySelector('button').addEventListener('click', () => act(() => call('DELETE', `/todos/${todo.id}`)));
  return item;
}

async function show() {
  const todos = await call('GET', '/todos');
  const left = todos.filter((todo) => !todo.done).length;
  document.querySelector('#count').textContent = todos.length === 0 ? 'Nothing yet.' : `${left} of ${todos.length} to do`;
  list.replaceChildren(...todos.map(entry));
}

async function act(step) {
  try {
    await step();
    await show();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const title = new FormData(form).get('title');
  form.reset();
  act(() => call('POST', '/todos', { title }));
});

act(async () => {});

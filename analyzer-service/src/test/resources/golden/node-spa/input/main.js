document.body.textContent = 'board';

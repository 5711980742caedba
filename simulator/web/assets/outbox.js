// What is said to the server, in its order, until it is heard. All of that is sent each time: what waits for a busy
// server gives way to what comes after it, and is lost where the whole page is asked for meanwhile.

const PATIENCE = 4000;

class Outbox {
  constructor() {
    this.n = 0;
    this.unheard = [];
  }

  say(message) {
    this.n += 1;
    this.unheard.push({ ...message, n: this.n });
    this.send();
  }

  send() {
    this.put({ fresh: this.fresh, said: this.unheard });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.unheard.length) this.send(); }, PATIENCE);
  }

  // An answer: what the server has heard of this component. put(value): how it is told. Says whether that was all;
  // another session than before knows nothing of what was said to the last one.
  answered({ fresh, echo }, put) {
    if (fresh !== this.fresh) { [this.fresh, this.n, this.unheard] = [fresh, echo, []]; }
    this.unheard = this.unheard.filter((message) => message.n > echo);
    this.put = put;
    return !this.unheard.length;
  }

  close() {
    clearTimeout(this.timer);
  }
}

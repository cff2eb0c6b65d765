/**
 * Loaded with `--import` before the program of every child of the start: ends the child, and whatever
 * it has started itself, once the start is gone. The channel closes even when the start is killed with
 * SIGKILL, and then nobody else is left to end the build, the founding, the engines or the hub.
 * Plain JavaScript, as not every child has a compiler beside it.
 */
function die() {
  try {
    // The start makes each child the leader of a process group of its own.
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}

// Closed before this line ran: the event has passed already. Without a channel it is undefined.
if (process.connected === false) die();
else if (process.channel) {
  process.on("disconnect", die);
  // The watch alone is no reason to stay alive.
  process.channel.unref();
}

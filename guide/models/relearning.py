"""The Rescorla-Wagner rule with two memories: a danger memory, and safety memories that are partly bound to a place.

Equations. In a place p the fear felt is what the memories add up to, F = max(0, danger - here[p] - everywhere). Each safe moment in p
brings a prediction error F - 0, shared by all that predicted (the rule's summed error):
    danger     -= RATE_DANGER F
    here[p]    += RATE_HERE F          learned in this place, silent in any other
    everywhere += RATE_EVERYWHERE F    carried along
A session is MOMENTS safe moments in the therapy room. A time of practice is PRACTICE_MOMENTS safe moments in places that are new each
time, so it adds to `everywhere` only. Between sessions both safety memories fade by FADE; the danger memory does not.
Units: memories and fear from 0 to 1 (the danger memory begins at 1), shown as parts of 100.
All rates are chosen to teach: an illustration, measured on nobody. That learned safety leaves the old memory in place, so that fear
can come back, rests on animal work (giustino-2019-lc).
Left out: what is talked about, the therapist, hope, sleep, medicines, new bad events; fear is not one number.
"""

from __future__ import annotations

from dataclasses import dataclass

MOMENTS = 5
PRACTICE_MOMENTS = 2
RATE_DANGER = 0.008
RATE_HERE = 0.04
RATE_EVERYWHERE = 0.02
FADE = 0.07


@dataclass(frozen=True)
class Memory:
    """The strengths after some sessions (0 to 1)."""

    danger: float = 1.0
    here: float = 0.0
    everywhere: float = 0.0

    def fear(self, *, same_place: bool) -> float:
        """The fear felt in the therapy room, or in a place where nothing was learned."""
        return max(0.0, self.danger - self.everywhere - (self.here if same_place else 0.0))

    def safe_moment(self, *, same_place: bool) -> Memory:
        """After one moment that was safe."""
        error = self.fear(same_place=same_place)
        return Memory(
            self.danger - RATE_DANGER * error,
            self.here + (RATE_HERE * error if same_place else 0.0),
            self.everywhere + RATE_EVERYWHERE * error,
        )

    def rest(self) -> Memory:
        """After the days until the next session."""
        return Memory(self.danger, self.here * (1.0 - FADE), self.everywhere * (1.0 - FADE))


def course(sessions: int, practice: int) -> tuple[Memory, ...]:
    """The memories before therapy and after each week of it: a session, `practice` times of practice, and the fading that goes with a week."""
    memory = Memory()
    out = [memory]
    for _ in range(sessions):
        for _ in range(MOMENTS):
            memory = memory.safe_moment(same_place=True)
        for _ in range(practice * PRACTICE_MOMENTS):
            memory = memory.safe_moment(same_place=False)
        memory = memory.rest()
        out.append(memory)
    return tuple(out)

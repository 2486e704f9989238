"""The moves of an any-history that tie releases together, and what must hold of the ties after every step."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from releases import workflow
from releases.models import Bundle, Edition
from tests.cast import until
from tests.domain.history import PUBLISHES, ROLES, STEPS, Affair
from tests.domain.together import join

ON_THE_WAY = {"submit": 4, "approve": 4, "publish_all": 6, "hold": 1, "hold_alone": 1, "retime": 1, "order": 1}


class Together:
    """For the machine that knows the people, the affairs and the clock."""

    affairs: list[Affair]
    now: datetime
    numbers: Any
    _call: Any
    _lift: Any
    _who_may: Any
    people: Any

    def steps_together(self) -> list[tuple[str, Affair]]:
        """What leads a bundle to its lift, or there and back; so seldom would chance take all its steps."""
        tied = next((found for one in self.affairs if (found := one.ahead(self.now))), None)
        if tied is None:
            return [("bundle", one) for one in self.affairs if self._who_may("bundle", one)]
        return [
            (move, one)
            for one in tied.members
            for move, weight in ON_THE_WAY.items()
            for _time in range(weight)
            if self._who_may(move, one)
        ]

    def _other_for(self, affair: Affair) -> dict[str, Affair] | None:
        """Another release to put this one together with, one that can be where there is one."""
        others = [
            one
            for one in self.affairs
            if one is not affair and (one.company is None or one.company is not affair.company)
        ]
        able = [one for one in others if affair.allows("bundle", "Petra", "publisher", self.now, other=one)]
        return {"other": (able or others)[0]} if others else None

    def _bundle(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        others = [one for one in self.affairs if one is not affair]
        if not others:
            return None
        other = data.draw(st.sampled_from(others))

        def call() -> Any:
            ids = [affair.key, other.key]
            return workflow.bundle_together(actor=self.people[who], release_ids=ids)

        return {"other": other}, call, lambda _: join(affair, other, who, self.numbers)

    def _leave(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        return {}, self._call(workflow.leave_bundle, affair, who), lambda _: affair.company.leave(affair)

    def _order(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        return {}, self._call(workflow.order_bundle, affair, who), lambda _: setattr(affair.company, "ordered_by", who)

    def _recall(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        call = self._call(workflow.recall_bundle_order, affair, who)
        return {}, call, lambda _: setattr(affair.company, "ordered_by", None)

    def _publish_all(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        call = self._call(workflow.publish_bundle, affair, who)
        return {}, call, lambda _: affair.company.publish_all(self.now)

    def _hold_alone(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        tied = affair.ahead(self.now)

        def then(_held: Any) -> None:
            affair.hold(self.now)
            if tied:
                tied.leave(affair)

        return {}, self._call(workflow.hold, affair, who, alone=True), then

    def _retime(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        to = self._lift(data)
        is_publisher = ROLES[who] in PUBLISHES
        call = self._call(workflow.reschedule_bundle, affair, who, terms=until(to))
        return {"to": to}, call, lambda _: affair.company.retime(who, is_publisher, self.now, to, self.numbers)

    @invariant()
    def all_that_is_tied_has_one_window_or_none(self) -> None:
        """And no member is public before the others, nor before the instant that all of them have."""
        for bundle in Bundle.objects.prefetch_related("members__release"):
            releases = [member.release for member in bundle.members.all()]
            assert len(releases) > 1
            opening: dict[Any, Any] = {one.pk: None for one in releases}
            for edition in Edition.objects.filter(release__in=releases).exclude(public_from=None):
                before = opening[edition.release_id]
                if before is None or edition.public_from < before.public_from:
                    opening[edition.release_id] = edition
            for edition in filter(None, opening.values()):  # what comes after it, such as an emergency, goes alone
                assert edition.embargo_at is None or edition.public_from >= edition.embargo_at
            first = {edition.public_from if edition else None for edition in opening.values()}
            assert len(first) == 1, f"some of a bundle have a window of their own: {first}"
            STEPS["bundles with a window"] += first != {None}
            if not (starts := first.pop()) or starts > self.now:
                assert len({one.terms for one in releases}) == 1

"""From definition and words to the frozen view: overlays applied, `again` filled in, words put in place."""
from collections.abc import Mapping

from practice.protocols.definition import (
    ExerciseDefinition,
    FieldDefinition,
    FlavourDefinition,
    OverlayDefinition,
    PhaseDefinition,
    ProtocolDefinition,
    SafetyDefinition,
)
from practice.protocols.protocol import (
    Card,
    Case,
    Exercise,
    Field,
    Flavour,
    Option,
    Phase,
    Protocol,
    Safety,
    light_fields,
)
from practice.protocols.words import FieldWords, FlavourWords, OverlayWords, ProtocolWords

_BOUNDS = {"scale": (0, 10), "ladder": (1, 10)}


def resolve(
    definition: ProtocolDefinition, words: Mapping[str, ProtocolWords], flavour: str | None = None, lang: str = ""
) -> Protocol:
    """Returns the frozen view of a checked definition; `lang` falls back to the protocol's first language."""
    spoken = lang if lang in words else definition.languages[0]
    return _Resolver(definition, words, flavour, spoken).protocol()


class _Resolver:
    def __init__(self, definition: ProtocolDefinition, words: Mapping, flavour: str | None, lang: str) -> None:
        self.definition, self.all_words, self.lang = definition, words, lang
        self.words: ProtocolWords = words[lang]
        self.flavour: FlavourDefinition | None = next((f for f in definition.flavours if f.id == flavour), None)
        self.flavour_words: FlavourWords | None = self.words.flavours[flavour] if self.flavour else None
        listed = [exercise for phase in definition.phases for exercise in phase.exercises if not exercise.again]
        self.defined = {exercise.id: exercise for exercise in listed}

    def protocol(self) -> Protocol:
        definition, words = self.definition, self.words
        return Protocol(
            key=definition.id, version=definition.version, languages=tuple(definition.languages), lang=self.lang,
            flavour=self.flavour.id if self.flavour else None, days=definition.days,
            audience=tuple(definition.audience), scope=tuple(definition.scope), source=definition.source.model_dump(),
            title=words.title, summary=words.summary, client_title=words.client_title,
            mechanisms={id: Card(id, words.mechanisms[id].title, words.mechanisms[id].body)
                        for id in definition.mechanisms},
            stance=tuple(words.stance), cautions=tuple(words.cautions),
            faq=tuple((item.q, item.a) for item in words.faq), cases=self._cases(),
            flavours=tuple(self._flavour(item) for item in definition.flavours),
            phases=tuple(self._phase(phase) for phase in definition.phases),
            again=lambda flavour, lang: resolve(definition, self.all_words, flavour, lang),
        )

    def _cases(self) -> tuple[Case, ...]:
        named = self.flavour.id if self.flavour else None
        return tuple(
            Case(case.name, case.title, case.body, tuple(case.flavours), tuple(case.scope), case.credential)
            for case in self.words.cases if named is None or not case.flavours or named in case.flavours
        )

    def _flavour(self, item: FlavourDefinition) -> Flavour:
        words = self.words.flavours[item.id]
        scope = tuple(item.scope if item.scope is not None else self.definition.scope)
        return Flavour(item.id, words.title, words.summary, words.joint_step, item.article, scope, item.credential)

    def _phase(self, phase: PhaseDefinition) -> Phase:
        words = self.words.phases[phase.id]
        changed = self.flavour_words.phases.get(phase.id) if self.flavour_words else None
        questions = {id: words.questions[id] for id in phase.questions} | (changed.questions if changed else {})
        offered = [item for item in phase.exercises if self._offered(self.defined[item.id])]
        return Phase(
            id=phase.id, title=(changed and changed.title) or words.title, article_title=words.article_title,
            client_title=words.client_title,
            first_day=phase.days[0], last_day=phase.days[1], open_ended=phase.open_ended,
            purpose=(changed and changed.purpose) or words.purpose, mechanisms=tuple(phase.mechanisms),
            readiness=tuple(Option(id, self.words.readiness[id]) for id in phase.readiness),
            questions=tuple(Option(id, asked) for id, asked in questions.items()),
            look_for=(*words.look_for, *(changed.look_for if changed else ())),
            safety=(changed and changed.safety) or words.safety,
            sentence=(changed and changed.sentence) or words.sentence,
            exercises=tuple(self._exercise(phase, item) for item in offered),
        )

    def _offered(self, exercise: ExerciseDefinition) -> bool:
        if self.flavour is None:
            return True
        return exercise.id not in self.flavour.hides and (not exercise.flavours or self.flavour.id in exercise.flavours)

    def _exercise(self, phase: PhaseDefinition, item: ExerciseDefinition) -> Exercise:
        origin, words = self.defined[item.id], self.words.exercises[item.id]
        overlay = self.flavour.overlay.get(item.id, OverlayDefinition()) if self.flavour else OverlayDefinition()
        said = self.flavour_words.exercises.get(item.id, OverlayWords()) if self.flavour_words else OverlayWords()
        days = (item.days if item.again else None) or overlay.days or (None if item.again else item.days) or phase.days
        light = bool(item.light if item.light is not None else False if item.again else origin.light)
        every = _fields(origin.fields, words.fields, omits=overlay.omits)
        how = words.fields.get("no_moment_how")
        return Exercise(
            id=item.id, phase=phase.id, again=item.again, light=light, first_day=days[0], last_day=days[1],
            title=said.title or words.title, client_title=said.client_title or words.client_title,
            intro=said.intro or words.intro, counselor=said.counselor or words.counselor,
            safety_words=said.safety or words.safety,
            frequency=_first(item.frequency if item.again else None, overlay.frequency, origin.frequency),
            respondent=_first(overlay.respondent, origin.respondent),
            default=_first(item.default if item.again else None, overlay.default, item.default, origin.default, False),
            fields=light_fields(every) if light else every, every_field=every,
            safety=_safety(overlay.safety or origin.safety), span=_first(overlay.span, origin.span, 1),
            span_range=tuple(origin.span_range) if origin.span_range else None, repeats=origin.repeats,
            flavours=tuple(origin.flavours or ()), ours=origin.ours, entry=origin.entry,
            modality=tuple(_first(overlay.modality, origin.modality)), no_moment=origin.no_moment,
            no_moment_words=(how.label, how.hint) if how else ("", ""),
            distress_after=_first(overlay.distress_after, origin.distress_after),
            carries_from=origin.carries_from, measure=origin.measure,
        )


def _fields(listed: list[FieldDefinition], words: Mapping[str, FieldWords], omits: list[str]) -> tuple[Field, ...]:
    """`no_moment_how` is asked only after "no such moment", so it is no field of its own."""
    left_out = {*omits, "no_moment_how"}
    return tuple(_field(item, words[item.id]) for item in listed if item.id not in left_out)


def _field(item: FieldDefinition, words: FieldWords) -> Field:
    low, high = _BOUNDS.get(item.kind, (None, None))
    return Field(
        id=item.id, kind=item.kind, label=words.label, hint=words.hint, required=item.required, fold=item.fold,
        light=item.light, options=tuple(Option(id, words.options[id]) for id in item.options or ()),
        own=item.own, own_words=words.own, pick=tuple(item.pick) if item.pick else None,
        low=_first(item.low, low), high=_first(item.high, high), low_words=words.low, high_words=words.high,
        unit=words.unit, add=words.add, of=tuple(_field(inner, words.fields[inner.id]) for inner in item.of or ()),
        from_exercise=item.from_, when_only=item.when_only, gate=item.gate,
    )


def _safety(item: SafetyDefinition | None) -> Safety:
    if item is None:
        return Safety()
    return Safety(**{**item.model_dump(), "scope": tuple(item.scope) if item.scope is not None else None})


def _first(*values):
    return next((value for value in values if value is not None), None)

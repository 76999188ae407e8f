"""FHIR R4: foreign questionnaires read tolerantly, our own occasions written strictly. Pure; nothing is ever fetched."""

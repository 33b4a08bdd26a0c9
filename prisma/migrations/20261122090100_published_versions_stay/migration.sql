-- A published version is what people were asked and agreed to: it can go with its study, never change.
CREATE FUNCTION refuse_change_of_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published survey version never changes' USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER published_version_stays
  BEFORE UPDATE ON "SurveyVersion"
  FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse_change_of_published_version();

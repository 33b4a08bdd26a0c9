export const nl = {
  purposes: {
    TAKE_PART: "Meedoen",
    BE_FOLLOWED: "Later nog eens dezelfde vragen",
    LINK: "Naast andere gegevens",
    BE_QUOTED: "Een zin van jou gebruiken",
    BE_INVITED_AGAIN: "Andere vragenlijsten",
    SHARE_PLAN: "Je plan delen",
  },
};

export type ConsentWords = typeof nl;

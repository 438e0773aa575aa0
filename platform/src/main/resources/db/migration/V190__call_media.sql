-- how the sound of each answered call was, once it is over
create table call_media (
    id ${uuid} primary key,
    figures ${json} not null,
    tm_create ${time} not null
);

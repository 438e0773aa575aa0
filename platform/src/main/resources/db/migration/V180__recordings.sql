create table recordings (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    owner_type text not null,
    owner_id ${uuid} not null,
    activeflow_id ${uuid} not null,
    on_end_flow_id ${uuid} not null,
    reference_type text not null,
    reference_id ${uuid} not null,
    status text not null,
    format text not null,
    recording_name text not null,
    filenames ${json} not null,
    storing text not null,
    tm_start ${time},
    tm_end ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index recordings_list on recordings (customer_id, tm_create desc, id);
create index recordings_not_stored on recordings (storing) where storing <> 'stored';

-- the files of one recording
create index storage_files_reference on storage_files (reference_id) where tm_delete is null;

{{ previous_publication_rows('scores', [
    'local_authority_code',
    'ward_code',
    'need_rank',
    'rank_low',
    'rank_high',
]) }}

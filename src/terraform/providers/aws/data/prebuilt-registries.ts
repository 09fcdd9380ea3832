import { regionTable } from './region-table.ts';

// The accounts whose registries hold the images of SageMaker, by group of images and region.
// https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
// https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/image_uri_config

/** Regions where all the built-in algorithms have one account. */
const algorithms = `
  af-south-1 455444449433      ap-east-1 286214385809       ap-northeast-3 867004704886
  ap-south-1 991648021394      ap-south-2 628508329040      ap-southeast-1 475088953585
  ap-southeast-3 951798379941  ap-southeast-4 106583098589  ca-central-1 469771592824
  ca-west-1 190319476487       cn-north-1 390948362332      cn-northwest-1 387376663083
  eu-central-2 680994064768    eu-north-1 669576153137      eu-south-1 257386234256
  eu-south-2 104374241257      eu-west-2 644912444149       eu-west-3 749696950732
  il-central-1 898809789911    me-central-1 272398656194    me-south-1 249704162688
  sa-east-1 855470959533       us-gov-east-1 237065988967   us-gov-west-1 226302683700
  us-iso-east-1 490574956308   us-isob-east-1 765400339828  us-west-1 632365934929
`;

export const registries = {
  blazingText: regionTable(`${algorithms}
    ap-northeast-1 501404015308  ap-northeast-2 306986355934  ap-southeast-2 544295431143
    eu-central-1 813361260812    eu-west-1 685385470294       us-east-1 811284229777
    us-east-2 825641698319       us-west-2 433757028032
  `),
  deepAr: regionTable(`${algorithms}
    ap-northeast-1 633353088612  ap-northeast-2 204372634319  ap-southeast-2 514117268639
    eu-central-1 495149712605    eu-west-1 224300973850       us-east-1 522234722520
    us-east-2 566113047672       us-west-2 156387875391
  `),
  factorizationMachines: regionTable(`${algorithms}
    ap-northeast-1 351501993468  ap-northeast-2 835164637446  ap-southeast-2 712309505854
    eu-central-1 664544806723    eu-west-1 438346466558       us-east-1 382416733822
    us-east-2 404615174143       us-west-2 174872318107
  `),
  lda: regionTable(`
    ap-northeast-1 258307448986  ap-northeast-2 293181348795  ap-south-1 991648021394
    ap-southeast-1 475088953585  ap-southeast-2 297031611018  ca-central-1 469771592824
    eu-central-1 353608530281    eu-west-1 999678624901       eu-west-2 644912444149
    us-east-1 766337827248       us-east-2 999911452149       us-gov-west-1 226302683700
    us-iso-east-1 490574956308   us-isob-east-1 765400339828  us-west-1 632365934929
    us-west-2 266724342769
  `),
  xgBoost: regionTable(`
    af-south-1 510948584623      ap-east-1 651117190479       ap-northeast-1 354813040037
    ap-northeast-2 366743142698  ap-northeast-3 867004704886  ap-south-1 720646828776
    ap-south-2 628508329040      ap-southeast-1 121021644041  ap-southeast-2 783357654285
    ap-southeast-3 951798379941  ap-southeast-4 106583098589  ca-central-1 341280168497
    ca-west-1 190319476487       cn-north-1 450853457545      cn-northwest-1 451049120500
    eu-central-1 492215442770    eu-central-2 680994064768    eu-north-1 662702820516
    eu-south-1 978288397137      eu-south-2 104374241257      eu-west-1 141502667606
    eu-west-2 764974769150       eu-west-3 659782779980       il-central-1 898809789911
    me-central-1 272398656194    me-south-1 801668240914      sa-east-1 737474898029
    us-east-1 683313688378       us-east-2 257758044811       us-gov-east-1 237065988967
    us-gov-west-1 414596584902   us-iso-east-1 833128469047   us-isob-east-1 281123927165
    us-west-1 746614075791       us-west-2 246618743249
  `),
  deepLearning: regionTable(`
    af-south-1 626614931356      ap-east-1 871362719292       ap-northeast-1 763104351884
    ap-northeast-2 763104351884  ap-northeast-3 364406365360  ap-south-1 763104351884
    ap-south-2 772153158452      ap-southeast-1 763104351884  ap-southeast-2 763104351884
    ap-southeast-3 907027046896  ap-southeast-4 457447274322  ca-central-1 763104351884
    ca-west-1 204538143572       cn-north-1 727897471807      cn-northwest-1 727897471807
    eu-central-1 763104351884    eu-central-2 380420809688    eu-north-1 763104351884
    eu-south-1 692866216735      eu-south-2 503227376785      eu-west-1 763104351884
    eu-west-2 763104351884       eu-west-3 763104351884       il-central-1 780543022126
    me-central-1 914824155844    me-south-1 217643126080      sa-east-1 763104351884
    us-east-1 763104351884       us-east-2 763104351884       us-gov-east-1 446045086412
    us-gov-west-1 442386744353   us-iso-east-1 886529160074   us-isob-east-1 094389454867
    us-west-1 763104351884       us-west-2 763104351884
  `),
  frameworks: regionTable(`
    af-south-1 313743910680      ap-east-1 057415533634       ap-northeast-1 520713654638
    ap-northeast-2 520713654638  ap-south-1 520713654638      ap-southeast-1 520713654638
    ap-southeast-2 520713654638  ca-central-1 520713654638    cn-north-1 422961961927
    cn-northwest-1 423003514399  eu-central-1 520713654638    eu-north-1 520713654638
    eu-south-1 048378556238      eu-west-1 520713654638       eu-west-2 520713654638
    eu-west-3 520713654638       me-south-1 724002660598      sa-east-1 520713654638
    us-east-1 520713654638       us-east-2 520713654638       us-gov-west-1 246785580436
    us-iso-east-1 744548109606   us-isob-east-1 453391408702  us-west-1 520713654638
    us-west-2 520713654638
  `),
  clarify: regionTable(`
    af-south-1 811711786498      ap-east-1 098760798382       ap-northeast-1 377024640650
    ap-northeast-2 263625296855  ap-northeast-3 912233562940  ap-south-1 452307495513
    ap-southeast-1 834264404009  ap-southeast-2 007051062584  ap-southeast-3 705930551576
    ca-central-1 675030665977    cn-north-1 122526803553      cn-northwest-1 122578899357
    eu-central-1 017069133835    eu-north-1 763603941244      eu-south-1 638885417683
    eu-west-1 131013547314       eu-west-2 440796970383       eu-west-3 341593696636
    me-south-1 835444307964      sa-east-1 520018980103       us-east-1 205585389593
    us-east-2 211330385671       us-gov-west-1 598674086554   us-west-1 740489534195
    us-west-2 306415355426
  `),
  dataWrangler: regionTable(`
    af-south-1 143210264188      ap-east-1 707077482487       ap-northeast-1 649008135260
    ap-northeast-2 131546521161  ap-northeast-3 913387583493  ap-south-1 089933028263
    ap-southeast-1 119527597002  ap-southeast-2 422173101802  ca-central-1 557239378090
    cn-north-1 245909111842      cn-northwest-1 249157047649  eu-central-1 024640144536
    eu-north-1 054986407534      eu-south-1 488287956546      eu-west-1 245179582081
    eu-west-2 894491911112       eu-west-3 807237891255       il-central-1 406833011540
    me-south-1 376037874950      sa-east-1 424196993095       us-east-1 663277389841
    us-east-2 415577184552       us-west-1 926135532090       us-west-2 174368400705
  `),
  modelMonitor: regionTable(`
    af-south-1 875698925577      ap-east-1 001633400207       ap-northeast-1 574779866223
    ap-northeast-2 709848358524  ap-northeast-3 990339680094  ap-south-1 126357580389
    ap-southeast-1 245545462676  ap-southeast-2 563025443158  ap-southeast-3 669540362728
    ca-central-1 536280801234    cn-north-1 453000072557      cn-northwest-1 453252182341
    eu-central-1 048819808253    eu-north-1 895015795356      eu-south-1 933208885752
    eu-south-2 437450045455      eu-west-1 468650794304       eu-west-2 749857270468
    eu-west-3 680080141114       il-central-1 843974653677    me-central-1 588750061953
    me-south-1 607024016150      sa-east-1 539772159869       us-east-1 156813124566
    us-east-2 777275614652       us-west-1 890145073186       us-west-2 159807026194
  `),
  spark: regionTable(`
    af-south-1 309385258863      ap-east-1 732049463269       ap-northeast-1 411782140378
    ap-northeast-2 860869212795  ap-northeast-3 102471314380  ap-south-1 105495057255
    ap-south-2 873151114052      ap-southeast-1 759080221371  ap-southeast-2 440695851116
    ap-southeast-3 800295151634  ap-southeast-4 819679513684  ca-central-1 446299261295
    ca-west-1 000907499111       cn-north-1 671472414489      cn-northwest-1 844356804704
    eu-central-1 906073651304    eu-central-2 142351485170    eu-north-1 330188676905
    eu-south-1 753923664805      eu-south-2 833944533722      eu-west-1 571004829621
    eu-west-2 836651553127       eu-west-3 136845547031       il-central-1 408426139102
    me-central-1 395420993607    me-south-1 750251592176      sa-east-1 737130764395
    us-east-1 173754725891       us-east-2 314815235551       us-gov-east-1 260923028637
    us-gov-west-1 271483468897   us-west-1 667973535471       us-west-2 153931337802
  `),
};

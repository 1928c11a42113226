/**
 * The vocabulary of technique text in pictures: what scanners, workstations and radiographers write beside patient data. Lower case.
 * Names of people that are also here (`Head`, `Long`, `Young`) need context to be taken for names.
 */
const WORDS = `
kv kvp ma mas eff ref care dose sl st thk ww wl wc w/l wnd win window level zoom mag fov dfov sfov te tr ti fa nex nsa etl bw esp acq tacq
se sr im img ima image images series ser slice slices slab frame frames scan scans scout topogram surview localizer localiser loc scanogram
mm cm um ms msec sec hz khz mhz db hu fps bpm mgy msv mgycm dlp ctdi ctdivol dap deg tesla kg ml cc
hfs hfp ffs ffp hfdr hfdl ffdr ffdl hf ff supine prone decubitus erect upright standing sitting semi recumbent portable bedside mobile stat oblique lateral lat ap pa ll rl lr
left right anterior posterior superior inferior head foot feet first cranial caudal cran caud medial mediolateral craniocaudal cc mlo ml lm xccl rcc lcc rmlo lmlo
tomo tomosynthesis mammo mag spot implant tangential cleavage rolled exaggerated
axial sagittal coronal transverse transversal tra sag cor ax obl long short axis plane
mpr mip minip vrt vr ssd avg average thick thin recon reconstruction reformat reformatted reformation curved cpr 3d 2d 4d
t1 t2 t1w t2w pd pdw flair stir dwi adc swi tse fse se gre ge epi haste trufi space vibe lava fiesta ssfp bssfp fspgr spgr mprage dixon fat sat fatsat fs water
tof pc mra mrv mrcp asl dti bold perf perfusion diffusion b0 b50 b400 b500 b800 b1000 trace map cbf cbv mtt ttp tmax irm rm tdm
gad gd contrast cont wo w with without post pre plain enhanced non nonenhanced native unenhanced iv oral ce delayed delay early late arterial venous portal parenchymal nephrographic excretory
phase inspiration expiration insp exp breath hold bh free breathing gated gating trigger triggered ecg resp
ct mr mri cr dx dr us xa rf nm pet pt mg px io ot sc cta ctpa hrct cbct cect ncct us
lung soft tissue bone brain abdomen abd pelvis pelvic thorax chest neck spine cspine tspine lspine cervical thoracic lumbar sacral sacrum sinus sinuses orbit orbits temporal
iac tmj liver spleen kidney kidneys renal bladder prostate uterus ovary pancreas gallbladder aorta aortic carotid coronary heart cardiac breast shoulder elbow wrist hand
hip knee ankle foot femur tibia fibula humerus forearm skull facial mandible dental teeth shoulder clavicle rib ribs sternum finger toe extremity leg arm body whole trunk
urogram urography enterography colonography angio angiography angiogram venography arteriogram fluoro fluoroscopy cine run runs dsa roadmap vessel vessels runoff
ultrasound sonography doppler color colour power pulsed cw pw bmode mmode 2d thi harmonic gen general res pen hpen gain depth freq frequency frq map persist persistence dyn range dr
probe transducer linear convex curved phased sector vaginal endo mi tis tib tic prf wf filter vel velocity psv edv ri pi sv angle corr focus focal
length width height area volume vol distance dist diameter diam circumference ratio mean sd min max std dev roi total peak pressure gradient rate
ob gyn obs tte tee echo aaa dvt tv ta
bpd hc ac fl efw ga lmp edd crl afi nt hr fhr lv rv la ra lvef ef ao mv av tv pv trans long apical parasternal subcostal view
detector grid aec exposure exp index ei di dei eir s-value uncorrected corrected
filter kernel std standard smooth sharp ultra detail edge lowdose asir veo idose safire admire adaptive iterative fbp b30 b31 b40 b60
table pos position posn couch tilt gantry rot rotation pitch speed collimation coll spiral helical sequence sequential seq axialscan
protocol proto study exam examination procedure region part organ routine trauma screening diagnostic followup follow up survey baseline
matrix pixel pixels size spacing resolution res interpolation interp uncompressed compressed lossy lossless jpeg quality ratio
pos neg inv invert inverted normal preset auto manual on off yes no none of and the for to in at by or from
scale ruler cal calibration calibrated comp compression force thickness paddle
page pg summary report key note preview print printed display screen live freeze frozen rec record captured capture secondary derived primary original other
mode modality model version ver sw software rev build sn serial no number nr num type class status name id date time age sex dob
ge siemens philips toshiba canon hitachi fujifilm fuji agfa carestream kodak hologic samsung medison mindray esaote acuson sonosite shimadzu konica minolta varian elekta
brilliance ingenuity iqon lightspeed discovery revolution optima signa aquilion somatom sensation definition force emotion magnetom avanto aera skyra prisma verio symphony
achieva ingenia intera panorama vantage epiq affiniti logiq vivid voluson aplio antares sequoia selenia dimensions artis zee allura innova
vct hdxt hdx espree ict lorad senographe xario axiom azurion ysio mammomat biograph infinia
coil hbody torso quad sense grappa ipat parallel factor turbo average averages slices gap group stack interleaved
lower upper mid middle base apex level proximal distal central peripheral bilateral unilateral bilat both dorsal palmar plantar volar flexion extension weight bearing stress
air water fat calcium iodine blood density effective atomic monoenergetic kev mono dual energy virtual vnc blend mixed
nuclear bone static dynamic spect suv suvbw mbq mci uptake
prior current comparison reference localised measurement measurements measure result results finding findings impression
noise index nr smart ma modulation auto mas/slice slicewidth increment incr overlap feed scantime scan length
rao lao cra cau ant post sup inf med
fusion fused overlay segmentation mask subtraction subtracted sub
start end stop begin top bottom next prev previous first last
caution warning not diagnostic use only for research teaching approved unapproved verified unverified preliminary final draft
tp tp1 tp2 bph ph cycle avgip rt lt r l a p h f s i ed es systole diastole systolic diastolic bpm ecg
iso isotropic voxel slicethickness sliceloc convolution reconstr artifact metal reduction mar omar imar
parenchyma mediastinum hepatic cholangio fetal twin gestational obstetric obstetrics gynecology vascular cardio neuro msk pediatric paed adult infant
`;

export const TECHNIQUE_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

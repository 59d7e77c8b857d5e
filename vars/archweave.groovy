// Releases the images of a matrix file on this agent. Options and their meaning: archweave.txt.
def call(Map options = [:]) {
    Map settings = [matrix: 'archweave.yaml', only: '*', report: 'archweave-report']
    List unknown = options.keySet().findAll { !settings.containsKey(it) } as List
    if (unknown) {
        error("archweave: there is no option ${unknown.join(', ')}; expected ${settings.keySet().join(', ')}")
    }
    settings = settings + options

    // Values travel in the environment, never in the script's text.
    int code = 1
    withEnv([
        'ARCHWEAVE_STEP_MATRIX=' + settings.matrix,
        'ARCHWEAVE_STEP_ONLY=' + settings.only,
        'ARCHWEAVE_STEP_REPORT=' + settings.report
    ]) {
        code = sh(
            label: 'archweave release',
            returnStatus: true,
            script: 'archweave release --only "$ARCHWEAVE_STEP_ONLY" --report "$ARCHWEAVE_STEP_REPORT" -- "$ARCHWEAVE_STEP_MATRIX"'
        )
    }
    archiveArtifacts(artifacts: settings.report + '/**', allowEmptyArchive: true)
    junit(testResults: settings.report + '/junit.xml', allowEmptyResults: true)
    if (code == 8) {
        unstable('archweave: something optional failed')
    } else if (code != 0) {
        error('archweave: the release failed with exit code ' + code)
    }
}

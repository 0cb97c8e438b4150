BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The quick start' {
    It 'shows what a session prints today' -Skip:($PSEdition -eq 'Desktop' -or $IsWindows) {
        $page = Get-Content (Join-Path $repository 'docs/guides/quick-start.md') -Raw
        $session = & (Join-Path $repository 'docs/guides/make-quick-start.ps1') -ModulePath $modulePath

        # Numbers differ from day to day, and Ctrl+C meets the pipeline where it happens to be: what is compared is all else.
        $plain = { param($text) $text -replace '\d+', '0' -replace '(?s)\n[^\n]*\n\^C' -replace '[ \t]+', ' ' -replace '-{2,}', '-' }
        $expected = (& $plain $page) -split "`n" | Where-Object { $_.Trim() }
        foreach ($line in (& $plain $session) -split "`n" | Where-Object { $_.Trim() }) { $expected | Should -Contain $line -Because 'docs/guides/make-quick-start.ps1 writes the page again' }
    }
}

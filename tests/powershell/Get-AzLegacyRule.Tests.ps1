BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003-x86-generalized
}

Describe 'Get-AzLegacyRule' {
    It 'lists the whole catalogue, each rule with its page' {
        $rules = Get-AzLegacyRule
        $rules.Count | Should -BeGreaterThan 100
        ($rules.Id | Select-Object -Unique).Count | Should -Be $rules.Count
        foreach ($rule in $rules) { Join-Path $repository $rule.HelpPage | Should -Exist }
    }

    It 'tells title, severity, profiles, applicability, remedy and sources' {
        $rule = Get-AzLegacyRule ALO5011
        $rule.Title | Should -Be 'Remote Desktop is off'
        $rule.Severity | Should -Be 'Blocker'
        $rule.Profiles | Should -Be 'Reachable'
        $rule.AppliesTo, $rule.Expected, $rule.Remedy, $rule.Sources[0].Url | Should -Not -BeNullOrEmpty
        $rule.Repairable | Should -BeTrue
    }

    It 'takes wildcards, also from the pipeline' {
        (Get-AzLegacyRule alo501?).Id | Should -Contain 'ALO5011'
        ('ALO1*', 'ALO2*' | Get-AzLegacyRule).Id | Should -Not -Contain 'ALO3011'
        Get-AzLegacyRule ZZZ* | Should -BeNullOrEmpty
    }

    It 'narrows by severity and profile' {
        $rules = Get-AzLegacyRule -Severity Blocker, Warning -Profile Reachable, Hygiene
        $rules.Severity | Should -Not -Contain 'Information'
        foreach ($rule in $rules) { @($rule.Profiles | Where-Object { $_ -in 'Reachable', 'Hygiene' }).Count | Should -BeGreaterThan 0 }
    }

    It 'explains findings from the pipeline' {
        $findings = (Test-AzLegacyVhd $image).Findings
        ($findings | Get-AzLegacyRule).Id | Should -Be $findings.RuleId
    }

    It 'says RuleNotFound for an id that no rule has, and goes on' {
        $found = 'ALO9999', 'ALO5011' | Get-AzLegacyRule -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Id | Should -Be 'ALO5011'
        Get-ErrorId $problems[0] | Should -Be 'RuleNotFound'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'completes <parameter>' -ForEach @(
        @{ parameter = 'Id'; word = 'ALO501'; completion = 'ALO5011' }
        @{ parameter = 'Severity'; word = 'Bl'; completion = 'Blocker' }
        @{ parameter = 'Profile'; word = 'Rea'; completion = 'Reachable' }
    ) {
        (TabExpansion2 "Get-AzLegacyRule -$parameter $word").CompletionMatches.CompletionText | Should -Contain $completion
    }

    It 'shows a table of ids, severities, profiles and titles' {
        Get-AzLegacyRule ALO501* | Out-String -Width 160 | Should -Match 'Id\s+Severity\s+Profiles\s+Title'
    }
}

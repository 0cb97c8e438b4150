BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003-x86-generalized
    $decisions = Join-Path $TestDrive 'decisions.json'

    function Write-Decision {
        <# .SYNOPSIS Writes a settings file with one accepted finding. #>
        param([hashtable] $Entry, [string] $Path = $decisions)

        ConvertTo-Json @{ accepted = @($Entry) } -Depth 3 | Set-Content -LiteralPath $Path
    }
}

Describe 'What Test-AzLegacyVhd lists and counts' {
    Context 'a part of the findings' {
        It 'lists what <options> chooses and keeps the verdict' -ForEach @(
            @{ options = @{ Rule = 'ALO3011' }; expected = 'ALO3011' }
            @{ options = @{ Rule = 'ALO30*'; MinimumSeverity = 'Blocker' }; expected = 'ALO3011' }
            @{ options = @{ Rule = 'ALO3011', 'ALO7011'; Profile = 'Supported' }; expected = 'ALO7011' }
            @{ options = @{ Rule = 'ALO3011'; ExcludeRule = 'ALO3*' }; expected = $null }
        ) {
            $assessment = Test-AzLegacyVhd $image @options
            $assessment.Findings.RuleId | Should -Be $expected
            $assessment.Verdict | Should -Be 'Blocked'
        }

        It 'says what was left out and counts' {
            $assessment = Test-AzLegacyVhd $image -ExcludeRule ALO3011
            $assessment.LeftOut.Blockers | Should -Be 1
            $assessment | Out-String -Width 200 | Should -Match 'LeftOut\s+: Not selected, but counted in the verdict: Blockers 1'
            Test-AzLegacyVhd $image | Out-String | Should -Not -Match 'LeftOut'
        }

        It 'says RuleNotFound for a mistyped rule, and judges nothing' {
            { Test-AzLegacyVhd $image -Rule ALO9999 } | Should -Throw -ErrorId 'RuleNotFound,*'
            { Test-AzLegacyVhd $image -ExcludeRule 5011 } | Should -Throw -ErrorId 'RuleNotFound,*'
        }

        It 'completes -<parameter>' -ForEach @(
            @{ parameter = 'Rule'; word = 'ALO501'; completion = 'ALO5011' }
            @{ parameter = 'ExcludeRule'; word = 'ALO501'; completion = 'ALO5011' }
            @{ parameter = 'Profile'; word = 'Rea'; completion = 'Reachable' }
            @{ parameter = 'MinimumSeverity'; word = 'Wa'; completion = 'Warning' }
        ) {
            (TabExpansion2 "Test-AzLegacyVhd disk.vhd -$parameter $word").CompletionMatches.CompletionText | Should -Contain $completion
        }
    }

    Context 'accepted findings' {
        It 'marks what was accepted and does not count it' {
            Write-Decision @{ rule = 'ALO3011'; reason = 'kept as a template'; by = 'J. Jansen'; until = '2026-12-31' }
            $assessment = Test-AzLegacyVhd $image -SettingsPath $decisions -AsOf 2026-12-31
            $assessment.Verdict | Should -Be 'ReadyWithWarnings'
            $assessment.Accepted.RuleId | Should -Be 'ALO3011'
            $assessment.Accepted[0].Acceptance.Reason | Should -Be 'kept as a template'
            $assessment.Blockers | Should -BeNullOrEmpty
            $assessment.Findings.RuleId | Should -Contain 'ALO3011'
            $assessment | Out-String -Width 200 | Should -Match 'Accepted\s+: ALO3011 .*kept as a template \(by J\. Jansen, until 2026-12-31\)'
        }

        It 'counts it again after its last day, and warns' {
            Write-Decision @{ rule = 'ALO3011'; reason = 'kept as a template'; until = '2026-12-31' }
            $assessment = Test-AzLegacyVhd $image -SettingsPath $decisions -AsOf 2027-01-01 -WarningVariable warnings -WarningAction SilentlyContinue
            $assessment.Verdict | Should -Be 'Blocked'
            "$warnings" | Should -BeLike '*ALO3011*2026-12-31*'
        }

        It 'does not accept what Azure refuses, and warns' {
            Write-Decision @{ rule = 'ALO1002'; reason = 'it is small' }
            $assessment = Test-AzLegacyVhd (Get-Fixture server2003r2-x86) -AsIs -SettingsPath $decisions -WarningVariable warnings -WarningAction SilentlyContinue
            $assessment.Verdict | Should -Be 'Blocked'
            "$warnings" | Should -BeLike '*ALO1002*'
        }

        It 'takes the file in the current folder of the session, and says so' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'run')
            Write-Decision @{ rule = 'ALO3011'; reason = 'kept as a template' } -Path (Join-Path $folder '.azlegacyos.json')
            Push-Location $folder
            try { $output = Test-AzLegacyVhd $image -Verbose 4>&1 } finally { Pop-Location }
            ($output | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message | Should -BeLike '*.azlegacyos.json*'
            $output[-1].Verdict | Should -Be 'ReadyWithWarnings'
        }

        It 'takes no file that lies beside the image' {
            Write-Decision @{ rule = 'ALO3011'; reason = 'says the supplier' } -Path (Join-Path $TestDrive '.azlegacyos.json')
            (Test-AzLegacyVhd $image).Verdict | Should -Be 'Blocked'
        }

        It 'deploys nothing that was merely accepted' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'deploy')
            Write-Decision @{ rule = 'ALO3011'; reason = 'kept as a template' } -Path (Join-Path $folder '.azlegacyos.json')
            Push-Location $folder
            try {
                $accepted = Test-AzLegacyVhd $image
                $accepted.Verdict | Should -Be 'ReadyWithWarnings'
                $accepted | New-AzSpecializedVmFromVhd -Name web -ResourceGroupName legacy -Location westeurope -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            }
            finally { Pop-Location }
            Get-ErrorId $problems[0] | Should -Be 'ImageBlocked'
        }

        It 'says SettingsFileInvalid for <what>' -ForEach @(
            @{ what = 'an entry without a reason'; text = '{ "accepted": [ { "rule": "ALO3011" } ] }' }
            @{ what = 'a rule that does not exist'; text = '{ "accepted": [ { "rule": "ALO9999", "reason": "so" } ] }' }
            @{ what = 'what is no JSON'; text = 'accepted: none' }
        ) {
            Set-Content -LiteralPath $decisions $text
            { Test-AzLegacyVhd $image -SettingsPath $decisions } | Should -Throw -ErrorId 'SettingsFileInvalid,*'
        }

        It 'says SettingsFileInvalid for a file that is not there' {
            { Test-AzLegacyVhd $image -SettingsPath (Join-Path $TestDrive 'missing.json') } | Should -Throw -ErrorId 'SettingsFileInvalid,*'
        }
    }
}

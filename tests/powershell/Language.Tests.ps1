BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003-x86-generalized
    $sound = Get-Fixture server2003r2-x86
    $before = [cultureinfo]::CurrentUICulture

    function Invoke-In {
        <# .SYNOPSIS Runs something in a session of a language and gives its output as text. #>
        param([string] $Culture, [scriptblock] $Script)

        [cultureinfo]::CurrentUICulture = $Culture
        try { & $Script | Out-String -Width 400 } finally { [cultureinfo]::CurrentUICulture = $before }
    }
}

Describe 'The language of the session: <culture>' -ForEach @(
    @{
        culture = 'en-US'
        test = 'Guest\s+: .*, generalized', 'InAzure\s+: deployable: ', 'Blockers\s+: ALO3011 Windows is generalized', 'Remedy: '
        rule = 'Remote Desktop is off'; status = 'Capacity\s+: 4 GiB of memory, 2 vCPU'; plan = 'resource group legacy', 'zeros are not sent'
        upload = 'zeros are not sent'; convert = 'Verified\s+: equal to the image without', 'Skipped\s+: of partition 1: .* of free clusters'
        hint = 'Check the path'; accepted = 'until 2099-12-31'; leftOut = 'Not selected, but counted'
    }
    @{
        culture = 'nl-NL'
        test = 'Guest\s+: .*, gegeneraliseerd', 'InAzure\s+: implementeerbaar: ', 'Blockers\s+: ALO3011 Windows is gegeneraliseerd', 'Remedie: '
        rule = 'Extern bureaublad staat uit'; status = 'Capacity\s+: 4 GiB geheugen, 2 vCPU'; plan = 'resourcegroep legacy', 'nullen worden niet verzonden'
        upload = 'nullen worden niet verzonden'; convert = 'Verified\s+: gelijk aan de image zonder', 'Skipped\s+: van partitie 1: .* aan vrije clusters'
        hint = 'Controleer het pad'; accepted = 'tot en met 2099-12-31'; leftOut = 'Niet geselecteerd, maar meegeteld'
    }
) {
    It 'is that of a test' {
        $text = Invoke-In $culture { Test-AzLegacyVhd $image }
        $text | Should -Match 'Verdict\s+: Blocked'
        foreach ($words in $test) { $text | Should -Match $words }
    }

    It 'is that of many images, read on other threads' { Invoke-In $culture { $image, $image, $image | Test-AzLegacyVhd | ForEach-Object Findings | ForEach-Object Remedy } | Should -BeExactly (Invoke-In $culture { 1..3 | ForEach-Object { (Test-AzLegacyVhd $image).Findings.Remedy } }) }
    It 'is that of a rule' { Invoke-In $culture { Get-AzLegacyRule ALO5011 | Format-List } | Should -Match $rule }
    It 'is that of a status' { Invoke-In $culture { Get-AzOsSupportStatus -Vhd $sound | Format-List } | Should -Match $status }

    It 'is that of a plan' {
        $text = Invoke-In $culture { New-AzSpecializedVmFromVhd $sound -Name erp -ResourceGroupName legacy -Location westeurope -Rehearse -WhatIf 6> $null }
        foreach ($words in $plan) { $text | Should -Match $words }
    }

    It 'is that of the plan of an upload' {
        Invoke-In $culture { Add-AzLegacyVhd $sound -DiskName erp -ResourceGroupName legacy -Location westeurope -Rehearse -WhatIf 6> $null } | Should -Match $upload
    }

    It 'is that of a conversion' {
        $text = Invoke-In $culture { Convert-AzLegacyVhd $sound (Join-Path $TestDrive 'lean.vhd') -SkipFreeSpace -Verify -Force }
        foreach ($words in $convert) { $text | Should -Match $words }
    }

    It 'is that of an error' {
        Invoke-In $culture { Test-AzLegacyVhd missing.vhd -ErrorVariable problems -ErrorAction SilentlyContinue; $problems[0].ErrorDetails.RecommendedAction } | Should -Match $hint
    }

    It 'is that of what was accepted and left out' {
        $file = Join-Path $TestDrive 'decisions.json'
        Set-Content $file '{ "accepted": [ { "rule": "ALO3011", "reason": "so", "until": "2099-12-31" } ] }'
        $text = Invoke-In $culture { Test-AzLegacyVhd $image -SettingsPath $file -Rule ALO3* }
        $text | Should -Match $accepted
        $text | Should -Match $leftOut
    }
}

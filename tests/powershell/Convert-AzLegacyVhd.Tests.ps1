BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
}

Describe 'Convert-AzLegacyVhd' {
    It 'makes a file that may be uploaded as it is' {
        $target = Join-Path $TestDrive 'fixed.vhd'
        $result = Convert-AzLegacyVhd $image $target -Verify
        $result.IsVerified | Should -BeTrue
        $assessment = Test-AzLegacyVhd $target -AsIs
        $assessment.Disk.Subformat | Should -Be 'Fixed'
        $assessment.Verdict | Should -Be 'ReadyWithWarnings'
    }

    It 'names the file after the image in a folder' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'out')
        (Get-Item $image | Convert-AzLegacyVhd -Destination $folder.FullName -To Raw).Path | Should -Be (Join-Path $folder.FullName 'server2003r2-x86.img')
    }

    It 'writes nothing with -WhatIf' {
        Convert-AzLegacyVhd $image (Join-Path $TestDrive 'never.vhd') -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive 'never.vhd' | Should -Not -Exist
    }

    It 'says DestinationExists for a file that is there, and replaces it with -Force' {
        $target = Join-Path $TestDrive 'taken.vhd'
        Set-Content -LiteralPath $target -Value 'mine'
        Convert-AzLegacyVhd $image $target -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $problems[0] | Should -Be 'DestinationExists'
        Get-Content -LiteralPath $target | Should -Be 'mine'
        (Convert-AzLegacyVhd $image $target -Force).Path | Should -Be $target
    }

    It 'never replaces the image itself' {
        $before = (Get-FileHash $image).Hash
        Convert-AzLegacyVhd $image $image -Force -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        (Get-FileHash $image).Hash | Should -Be $before
    }
}

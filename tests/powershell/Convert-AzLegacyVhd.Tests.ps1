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

    It 'says of what is no image that it is none, whatever is there' {
        $target = Join-Path $TestDrive 'there.vhd'
        Set-Content -LiteralPath $target -Value 'mine'
        Convert-AzLegacyVhd $PSCommandPath $target -ErrorVariable problems -ErrorAction SilentlyContinue
        Get-ErrorId $problems[0] | Should -Be 'ImageFormatError'
    }

    It 'never replaces the image itself' {
        $before = (Get-FileHash $image).Hash
        Convert-AzLegacyVhd $image $image -Force -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        (Get-FileHash $image).Hash | Should -Be $before
    }

    It 'says what -SkipFreeSpace left out of each volume' {
        $target = Join-Path $TestDrive 'lean.vhd'
        $result = Convert-AzLegacyVhd $image $target -SkipFreeSpace -Verify
        $result.IsVerified | Should -BeTrue
        $result.Skipped.Count | Should -BeGreaterThan 0
        $result.Skipped[0].FreeBytes | Should -BeGreaterThan 0
        $result.Skipped[0].LeftWhole | Should -BeNullOrEmpty
        $result.BytesRead | Should -BeLessThan (Convert-AzLegacyVhd $image (Join-Path $TestDrive 'whole.vhd')).BytesRead
        (Test-AzLegacyVhd $target).Guest.Release | Should -Be 'WindowsServer2003R2'
        (Convert-AzLegacyVhd $image (Join-Path $TestDrive 'plain.vhd')).Skipped | Should -BeNullOrEmpty
    }

    Context 'an image behind an address' {
        BeforeAll { $server = Get-ImageServer $image }

        AfterAll { if ($server) { $server.Dispose() } }

        It 'becomes a file that is named after it, and its key is shown nowhere' {
            if (-not $server) { Set-ItResult -Skipped -Because $noServer }
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'remote')
            $shown = Convert-AzLegacyVhd $server.Address $folder.FullName -Verify -Verbose -Debug *>&1
            (Get-ChildItem $folder).Name | Should -Be 'disk.vhd'
            ($shown | Where-Object { $_ -is [AzLegacyOs.Disks.Images.Writing.ConversionResult] }).IsVerified | Should -BeTrue
            ($shown | Out-String) | Should -Not -Match ([AzLegacyOs.Testing.RangeServer]::Secret)
        }

        It 'shows no key with -WhatIf' {
            if (-not $server) { Set-ItResult -Skipped -Because $noServer }
            $transcript = Join-Path $TestDrive 'transcript'
            Start-Transcript -Path $transcript | Out-Null
            try { Convert-AzLegacyVhd $server.Address (Join-Path $TestDrive 'never.vhd') -WhatIf } finally { Stop-Transcript | Out-Null }
            Get-Content -Raw $transcript | Should -Match 'Convert'
            Get-Content -Raw $transcript | Should -Not -Match 'sig='
        }
    }
}

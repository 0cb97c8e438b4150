BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = Get-Command -Module AzLegacyOs
    $withPath = foreach ($command in $commands) { if ($command.Parameters.ContainsKey('LiteralPath') -and $command.Parameters.ContainsKey('Path')) { @{ name = $command.Name } } }

    # A closed set has words of its own: an enumeration or a ValidateSet. Others that can be listed have a completer.
    $discoverable = 'Location', 'Size', 'Extension', 'DiskSku', 'Name:Get-AzOsSupportStatus'
    $completed = foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters.Values) {
            if ([Management.Automation.Cmdlet]::CommonParameters -contains $parameter.Name) { continue }
            $element = if ($parameter.ParameterType.IsArray) { $parameter.ParameterType.GetElementType() } else { $parameter.ParameterType }
            $type = if ([Nullable]::GetUnderlyingType($element)) { [Nullable]::GetUnderlyingType($element) } else { $element }
            $isClosed = $type.IsEnum -or $parameter.Attributes.TypeId -contains [ValidateSet]
            if ($isClosed -or $parameter.Name -in $discoverable -or "$($parameter.Name):$($command.Name)" -in $discoverable) { @{ command = $command.Name; parameter = $parameter.Name } }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $generalized = Get-Fixture server2003-x86-generalized

    # Each cmdlet that reads images, in a form that changes nothing.
    $more = @{
        'Add-AzLegacyVhd' = @{ DiskName = 'erp'; ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true; WhatIf = $true }
        'New-AzSpecializedVmFromVhd' = @{ Name = 'erp'; ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true; WhatIf = $true }
        'Convert-AzLegacyVhd' = @{ Destination = Join-Path $TestDrive 'out.vhd'; Force = $true }
    }
    function Get-More([string] $Name) { if ($more.ContainsKey($Name)) { $more[$Name] } else { @{} } }
}

Describe 'Input' {
    Context '<name>' -ForEach $withPath {
        BeforeAll { $options = Get-More $name }

        It 'takes a wildcard' { & $name -Path (Join-Path $TestDrive 'server2003r2*.vhd') @options | Should -Not -BeNullOrEmpty }

        It 'takes a file with brackets in its name as a literal path and from the pipeline' {
            $odd = Join-Path $TestDrive 'odd [1].img'
            Copy-Item -LiteralPath $image $odd
            & $name -LiteralPath $odd @options | Should -Not -BeNullOrEmpty
            Get-Item -LiteralPath $odd | & $name @options | Should -Not -BeNullOrEmpty
            Remove-Item -LiteralPath $odd
        }

        It 'resolves a relative path against the location of the session, not of the process' {
            Push-Location $TestDrive
            try {
                [Environment]::CurrentDirectory | Should -Not -Be $TestDrive
                & $name -Path ./server2003r2-x86.vhd @options | Should -Not -BeNullOrEmpty
            } finally { Pop-Location }
        }

        It 'reads through a drive of PowerShell that leads to files, and by the full name of the provider' {
            $null = New-PSDrive -Name Disks -PSProvider FileSystem -Root $TestDrive
            & $name -Path Disks:/server2003r2-x86.vhd @options | Should -Not -BeNullOrEmpty
            & $name -LiteralPath "Microsoft.PowerShell.Core\FileSystem::$image" @options | Should -Not -BeNullOrEmpty
        }

        It 'refuses a drive that does not lead to files, and says why' {
            $null = & $name -LiteralPath Function:prompt @options -ErrorVariable problems -ErrorAction SilentlyContinue
            Get-ErrorId $problems[0] | Should -Be 'PathNotFileSystem'
            "$($problems[0])" | Should -Match 'Function provider.*read from a file system'
        }

        It 'reads a file under a path of more than 260 characters' {
            $deep = Join-Path $TestDrive ((1..3 | ForEach-Object { 'a' * 90 }) -join [IO.Path]::DirectorySeparatorChar)
            $null = New-Item -ItemType Directory -Path $deep -Force
            $file = Join-Path $deep 'disk.vhd'
            Copy-Item -LiteralPath $image $file
            & $name -Path $file @options | Should -Not -BeNullOrEmpty
            & $name -Path (Join-Path $deep '*.vhd') @options | Should -Not -BeNullOrEmpty
        }

        It 'reads a file that may only be read, and changes neither it nor its time' {
            $before = (Get-FileHash $image).Hash, (Get-Item $image).LastWriteTimeUtc
            Set-ItemProperty $image IsReadOnly $true
            try { & $name -Path $image @options | Should -Not -BeNullOrEmpty } finally { Set-ItemProperty $image IsReadOnly $false }
            (Get-FileHash $image).Hash, (Get-Item $image).LastWriteTimeUtc | Should -Be $before
        }

        It 'reads a share' -Skip:(-not $IsWindows) {
            $share = '\\localhost\' + $image.Replace(':', '$')
            & $name -Path $share @options | Should -Not -BeNullOrEmpty
        }

        It 'takes strings, files, assessments and objects with a Path from the pipeline' {
            # A string that Get-AzOsSupportStatus gets is the name of an operating system, and so is a Path without a file.
            $values = @(Get-Item $image) + (Test-AzLegacyVhd $image)
            if ($name -ne 'Get-AzOsSupportStatus') { $values += $image, [pscustomobject]@{ Path = $image } }
            foreach ($value in $values) {
                @($value | & $name @options).Count | Should -Be 1 -Because $value.GetType().Name
            }
        }
    }

    It 'completes the values of <command> -<parameter>' -ForEach $completed {
        $line = "$command -$parameter "
        $values = (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue
        @($values).Count | Should -BeGreaterThan 1
        $values.ToolTip | Should -Not -BeNullOrEmpty
    }

    It 'takes defaults from $PSDefaultParameterValues' {
        $PSDefaultParameterValues = [Management.Automation.DefaultParameterDictionary]@{ '*-Az*Vhd:Location' = 'westeurope'; '*-Az*Vhd:ResourceGroupName' = 'legacy'; '*-Az*Vhd:Rehearse' = $true }
        (New-AzSpecializedVmFromVhd $image -Name erp).Location | Should -Be 'westeurope'
    }

    It 'goes from files to VMs in one pipeline, which takes those that are ready' {
        $results = Get-ChildItem $TestDrive/*.vhd* | Test-AzLegacyVhd | Where-Object Verdict -Like 'Ready*' |
            New-AzSpecializedVmFromVhd -Name { $_.Guest.ComputerName } -ResourceGroupName legacy -Location westeurope -Rehearse
        $results.Name | Should -Be 'ERP01'
        Get-ChildItem $TestDrive/*.vhd* | Test-AzLegacyVhd | Where-Object Verdict -EQ Blocked | ForEach-Object Path | Should -Be $generalized
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $generalized = Get-Fixture server2003-x86-generalized
    $target = @{ ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true }
}

Describe 'New-AzSpecializedVmFromVhd' {
    Context 'journey' {
        It 'ends in a VM that nobody on the internet can reach' {
            $result = New-AzSpecializedVmFromVhd $image -Name erp @target
            $result.Name | Should -Be 'erp'
            $result.VmId | Should -BeLike '*/virtualMachines/erp'
            $result.PublicIpAddress | Should -BeNullOrEmpty
            $result.UploadedBytes | Should -BeGreaterThan 0
            $result.Assessment.Guest.Release | Should -Be 'WindowsServer2003R2'
        }

        It 'opens Remote Desktop for the address that is named' {
            (New-AzSpecializedVmFromVhd $image -Name erp -AllowRdpFrom 203.0.113.7 @target).PublicIpAddress | Should -Not -BeNullOrEmpty
        }

        It 'skips extensions that the guest cannot run, with the reason' {
            $result = New-AzSpecializedVmFromVhd $image -Name erp -Extension CustomScriptExtension, AzureMonitorWindowsAgent @target
            $result.SkippedExtensions.Count | Should -Be 2
            $result.SkippedExtensions.Reason | Should -Not -BeNullOrEmpty
        }

        It 'puts tags on what it creates' {
            $plan = New-AzSpecializedVmFromVhd $image -Name erp -Tag @{ owner = 'it' } -WhatIf @target
            $plan.Resources[0].Properties['tags']['owner'] | Should -Be 'it'
        }
    }

    Context 'ShouldProcess' {
        It 'gives the plan of the run with -WhatIf' {
            $plan = New-AzSpecializedVmFromVhd $image -Name erp -WhatIf @target
            $plan.GetType().Name | Should -Be 'DeploymentPlan'
            $plan.Upload.BytesToSend | Should -BeGreaterThan 0
            $result = New-AzSpecializedVmFromVhd $image -Name erp @target
            ($plan.Resources | ForEach-Object { "$($_.Action) $($_.Id) $($_.Summary)" }) | Should -Be ($result.Plan.Resources | ForEach-Object { "$($_.Action) $($_.Id) $($_.Summary)" })
        }

        It 'honours $WhatIfPreference' {
            $WhatIfPreference = $true
            (New-AzSpecializedVmFromVhd $image -Name erp @target).GetType().Name | Should -Be 'DeploymentPlan'
        }

        It 'names each resource with -WhatIf' {
            $script = "Import-Module '$modulePath'; New-AzSpecializedVmFromVhd '$image' erp legacy westeurope -Rehearse -WhatIf | Out-Null"
            $text = & (Get-Process -Id $PID).Path -NoProfile -Command $script | Out-String
            $text | Should -Match 'What if: Create VM erp in resource group legacy'
            $text | Should -Match 'What if: .*"Create" on target "Microsoft.Compute/disks erp-osdisk"'
        }
    }

    Context 'network and disks' {
        It 'opens Remote Desktop to everybody only where the person says so' {
            $result = New-AzSpecializedVmFromVhd $image -Name erp -AllowRdpFrom '*' -ExposeRdpToInternet @target -WarningVariable warnings -WarningAction SilentlyContinue
            $result.PublicIpAddress | Should -Not -BeNullOrEmpty
            "$warnings" | Should -Match 'whole internet'
        }

        It 'attaches further images as data disks' {
            $result = New-AzSpecializedVmFromVhd $image -Name erp -DataDisk (Get-Fixture server2008-x86) @target -WarningAction SilentlyContinue
            $result.Plan.DataDisks.Count | Should -Be 1
            $result.Plan.DataDisks[0].DiskId | Should -BeLike '*/erp-data0'
        }

        It 'leaves out the free space of data disks too' {
            $further = Get-Fixture server2008-x86
            $result = New-AzSpecializedVmFromVhd $image -Name erp -DataDisk $further -SkipFreeSpace @target -WarningAction SilentlyContinue
            @($result.SkippedSpace | Where-Object Image -EQ $null).Count | Should -BeGreaterThan 0
            @($result.SkippedSpace | Where-Object Image -EQ "$further").Count | Should -BeGreaterThan 0
        }
    }

    Context 'plan' {
        It 'writes <file> and changes nothing' -ForEach @(
            @{ file = 'main.json'; with = '"Microsoft.Compute/virtualMachines"' }
            @{ file = 'main.bicep'; with = "existing = {" }
        ) {
            $written = New-AzSpecializedVmFromVhd $image -Name erp -AsTemplate (Join-Path $TestDrive $file) @target
            $written | Should -BeOfType ([IO.FileInfo])
            $text = Get-Content $written -Raw
            $text | Should -Match ([regex]::Escape($with))
            $text | Should -Not -Match 'osProfile|imageReference'
        }

        It 'writes nothing with -WhatIf' {
            New-AzSpecializedVmFromVhd $image -Name erp -SavePlan (Join-Path $TestDrive none.json) -WhatIf @target
            Test-Path (Join-Path $TestDrive none.json) | Should -BeFalse
        }

        It 'saves a plan, runs it later, and refuses it for another image' {
            $plan = New-AzSpecializedVmFromVhd $image -Name erp -SavePlan (Join-Path $TestDrive erp.plan.json) @target
            (New-AzSpecializedVmFromVhd -Plan $plan -Rehearse).Name | Should -Be 'erp'
            New-AzSpecializedVmFromVhd -Plan $plan -Image (Get-Fixture server2008-x86) -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue
            Get-ErrorId $problems[0] | Should -Be 'PlanImageDiffers'
        }

        It 'takes nothing beside a plan that the plan says' {
            $plan = New-AzSpecializedVmFromVhd $image -Name erp -SavePlan (Join-Path $TestDrive erp2.plan.json) @target
            New-AzSpecializedVmFromVhd -Plan $plan -Size Standard_B2s_v2 -Rehearse -ErrorVariable problems -ErrorAction SilentlyContinue
            Get-ErrorId $problems[0] | Should -Be 'RequestInvalid'
        }
    }

    Context 'input' {
        It 'names the VM after a piped file, without the ending' {
            (Get-Item $image | New-AzSpecializedVmFromVhd @target).Name | Should -Be 'server2003r2-x86'
        }

        It 'takes assessments and names each VM after its computer' {
            $result = Get-ChildItem $TestDrive -Filter *.vhd | Test-AzLegacyVhd | Where-Object Verdict -NE Blocked |
                New-AzSpecializedVmFromVhd -Name { $_.Guest.ComputerName } @target
            $result.Name | Should -Be 'ERP01'
        }

        It 'completes <parameter>' -ForEach @(
            @{ parameter = 'Location'; typed = 'weste'; expected = 'westeurope' }
            @{ parameter = 'Size'; typed = 'B2'; expected = 'Standard_B2ls_v2' }
            @{ parameter = 'Extension'; typed = 'Custom'; expected = 'CustomScriptExtension' }
            @{ parameter = 'DiskSku'; typed = 'Prem'; expected = 'Premium_LRS' }
            @{ parameter = 'Environment'; typed = ''; expected = 'AzureUSGovernment' }
        ) {
            (TabExpansion2 "New-AzSpecializedVmFromVhd -$parameter $typed").CompletionMatches.CompletionText | Should -Contain $expected
        }

        It 'takes a token as a secure string alone' {
            (Get-Command New-AzSpecializedVmFromVhd).Parameters['AccessToken'].ParameterType | Should -Be ([securestring])
        }
    }

    Context 'errors' {
        It 'says ImageBlocked with the remedy and goes on with the next image' {
            $result = $generalized, $image | New-AzSpecializedVmFromVhd -Name erp @target -ErrorVariable problems -ErrorAction SilentlyContinue
            $result.Name | Should -Be 'erp'
            Get-ErrorId $problems[0] | Should -Be 'ImageBlocked'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Force'
            $problems[0].TargetObject | Should -Be $generalized
        }

        It 'goes on past a Blocker about the guest with -Force, and warns' {
            $result = New-AzSpecializedVmFromVhd $generalized -Name erp -Force @target -WarningVariable warnings -WarningAction SilentlyContinue
            $result.Name | Should -Be 'erp'
            "$warnings" | Should -Match 'ALO3\d{3}'
        }

        It 'says <id> for <what>' -ForEach @(
            @{ what = 'a size that does not exist'; more = @{ Size = 'Standard_Nonsense' }; id = 'PreflightBlocked' }
            @{ what = 'the whole internet'; more = @{ AllowRdpFrom = '*' }; id = 'RequestInvalid' }
            @{ what = 'a subnet that does not exist'; more = @{ SubnetId = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/x/providers/Microsoft.Network/virtualNetworks/v/subnets/s' }; id = 'PreflightBlocked' }
            @{ what = 'a name that Azure does not take'; more = @{ DiskName = 'no/name' }; id = 'RequestInvalid' }
        ) {
            New-AzSpecializedVmFromVhd $image -Name erp @more @target -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Get-ErrorId $problems[0] | Should -Match "^($id)$"
            $problems[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
        }
    }

    Context 'fixtures' {
        # Each of them goes through the journey of the command line, which shares everything but the face.
        It 'takes <_> through the journey' -ForEach 'windowsxp-x86-fat32', 'server2003-x64', 'server2008-x86', 'windows7-x86', 'server2012r2-x64', 'server2016-x64-gpt' {
            $result = New-AzSpecializedVmFromVhd (Get-Fixture $_) -Name erp @target
            $result.VmId | Should -BeLike '*/virtualMachines/erp'
            $result.Assessment.Verdict | Should -Not -Be 'Blocked'
        }

        It 'refuses <name> with <id>' -ForEach @(
            @{ name = 'server2003-x86-generalized'; id = 'ImageBlocked'; says = 'ALO3011' }
            @{ name = 'not-a-disk'; id = 'ImageFormatError'; says = 'not-a-disk' }
        ) {
            New-AzSpecializedVmFromVhd (Get-Fixture $name) -Name erp @target -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Get-ErrorId $problems[0] | Should -Be $id
            "$($problems[0])" | Should -Match $says
        }

        It 'says what takes the place of extensions' { (New-AzSpecializedVmFromVhd $image -Name erp @target).Replacements.Name | Should -Contain 'Azure Bastion' }
    }

    Context 'confirmation' {
        It 'creates <what> when a person says <answer>' -ForEach @(
            @{ answer = 'n'; what = 'nothing'; expected = '[]' }
            @{ answer = 'y'; what = 'the VM'; expected = '[erp]' }
        ) {
            $script = Join-Path $TestDrive 'confirm.ps1'
            Set-Content $script "Import-Module '$modulePath'; `$null = New-AzSpecializedVmFromVhd '$image' erp legacy westeurope -Rehearse -Confirm; ""[`$((Get-AzOsSupportStatus -AllVM -Rehearse).Name)]"""
            $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, "-NoProfile -ExecutionPolicy Bypass -File ""$script""")
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
            $start.UseShellExecute = $false
            $process = [Diagnostics.Process]::Start($start)
            $process.StandardInput.WriteLine($answer)
            $process.StandardInput.Close()
            ($process.StandardOutput.ReadToEnd().Trim() -split "`n")[-1] | Should -Be $expected
            $process.WaitForExit()
        }
    }

    Context 'job' {
        It 'works as a job, whose VM can be looked at afterwards' {
            $job = New-AzSpecializedVmFromVhd $image -Name erp @target -AsJob
            $null = $job | Wait-Job -Timeout 120
            $job.State | Should -Be 'Completed'
            ($job | Receive-Job).Name | Should -Be 'erp'
            (Get-AzOsSupportStatus -AllVM -Rehearse).Name | Should -Be 'erp'
            $job | Remove-Job
        }

        It 'takes a path that is relative to a folder with brackets in its name, on a drive of the session' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'disks [1]')
            Copy-Item -LiteralPath $image (Join-Path $folder 'a.vhd')
            $null = New-PSDrive -Name Bracketed -PSProvider FileSystem -Root $folder
            Push-Location -LiteralPath Bracketed:/
            try { $job = New-AzSpecializedVmFromVhd ./a.vhd -Name erp @target -AsJob } finally { Pop-Location }
            $null = $job | Wait-Job -Timeout 120
            ($job | Receive-Job).Name | Should -Be 'erp'
            $job.HasMoreData | Should -BeFalse
            $job | Remove-Job
        }

        It 'ends as a failed or completed job with the error of a refusal in it' {
            $job = New-AzSpecializedVmFromVhd $generalized -Name erp @target -AsJob
            $null = $job | Wait-Job -Timeout 120
            $job | Receive-Job -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Get-ErrorId $problems[0] | Should -Be 'ImageBlocked'
            $job | Remove-Job
        }
    }

    Context 'secrets' {
        It 'says no token and no signature, however much it is asked to say' {
            $said = New-AzSpecializedVmFromVhd $image -Name erp -AllowRdpFrom 203.0.113.7 -Extension CustomScript @target -Debug -Verbose -WarningVariable warnings -InformationVariable information *>&1 | Out-String -Width 1000
            $said += Get-AzOsSupportStatus -AllVM -Rehearse -Debug -Verbose *>&1 | Out-String
            $said += Test-AzLegacyVm erp legacy -Rehearse -SkipPortCheck -Debug -Verbose *>&1 | ConvertTo-Json -Depth 6
            $said | Should -Match 'erp'
            "$said $warnings $information $($Error | Out-String)" | Should -Not -Match 'sig=|Bearer|rehearsal-[0-9a-f]{32}'
        }
    }

    Context 'interruption' {
        It 'stops at once and leaves the session usable' {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({ param($module, $image) Import-Module $module; while ($true) { New-AzSpecializedVmFromVhd $image erp legacy westeurope -Rehearse } }).AddArgument($modulePath).AddArgument($image)
            $run = $shell.BeginInvoke()

            # It is at work when it shows progress.
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($shell.Streams.Progress.Count -eq 0 -and -not $run.IsCompleted -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 20 }
            $run.IsCompleted | Should -BeFalse
            $stop = $shell.BeginStop($null, $null)
            $stop.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
            (New-AzSpecializedVmFromVhd $image -Name erp @target).Name | Should -Be 'erp'
        }
    }
}

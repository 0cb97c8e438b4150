using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>The session of Azure PowerShell in this process: its own command is asked for a token, where the cmdlet runs. No process is started.</summary>
/// <remarks>
/// Get-AzAccessToken is the public way to the token, and has kept its parameters since Az.Accounts 2.0; the classes behind it move. The token is a
/// string before Az.Accounts 5 and a secure string from it on.
/// </remarks>
internal sealed class AzSession(AsyncCmdlet cmdlet)
{
    private const string Command = "Get-AzAccessToken";

    // Neither what Az says with -Debug nor its warnings about coming versions belong into our streams.
    private const string Script = $$"""
        param($audience, $tenant)
        $more = @{}
        if ($tenant) { $more.TenantId = $tenant }
        {{Command}} -ResourceUrl $audience @more -ErrorAction Stop -WarningAction SilentlyContinue -Debug:$false -Verbose:$false
        """;

    /// <inheritdoc cref="SessionTokenSource"/>
    public Task<SessionToken?> GetTokenAsync(string audience, string? tenantId) => cmdlet.AskAsync(() => Ask(audience, tenantId));

    private SessionToken? Ask(string audience, string? tenantId)
    {
        if (cmdlet.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function) is null) return null;
        try
        {
            Collection<PSObject> answers = cmdlet.InvokeCommand.InvokeScript(Script, true, PipelineResultTypes.None, null, audience, tenantId);
            return Read(answers.FirstOrDefault());
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return new SessionToken(null, default, e.Message);
        }
    }

    private static SessionToken Read(PSObject? answer)
    {
        SecureString? token = answer?.Properties["Token"]?.Value switch
        {
            SecureString secure => secure,
            string text => Secure(text),
            _ => null,
        };
        DateTimeOffset expires = answer?.Properties["ExpiresOn"]?.Value is DateTimeOffset end ? end : DateTimeOffset.UtcNow.AddMinutes(5);
        return new SessionToken(token, expires, token is null ? ModuleText.Of("Session.NoToken", Command) : null);
    }

    private static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (char c in text) secret.AppendChar(c);
        return secret;
    }
}

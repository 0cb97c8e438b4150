using System.Runtime.InteropServices;
using System.Security;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Secrets at the moment of their use.</summary>
public static class Secrets
{
    /// <summary>The text of a secret, for what takes nothing else.</summary>
    internal static string Reveal(this SecureString secret)
    {
        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(text)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    /// <summary>A secret from an environment variable; null without one.</summary>
    public static SecureString? Read(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text) return null;
        var secret = new SecureString();
        foreach (char c in text) secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }
}

using System.Text;
using System.Text.Json;
using AzLegacyOs.Azure.Deployment;

namespace AzLegacyOs.Azure.Templates;

/// <summary>Writes a plan as a template.</summary>
public static class TemplateFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes an ARM template, or Bicep where the name of the file ends with .bicep. The file appears when it is complete.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(DeploymentPlan plan, string path) =>
        WholeFile.Write(path, path.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase) ? BicepTemplate.Of(plan) : ArmText(plan));

    internal static string ArmText(DeploymentPlan plan) => JsonSerializer.Serialize(ArmTemplate.Of(plan), Indented) + "\n";
}

/// <summary>Files that are there whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(path)) File.Replace(temporary, path, null);
            else File.Move(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

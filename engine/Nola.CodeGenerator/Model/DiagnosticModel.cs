using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Nola.CodeGenerator.Model;

/// <summary>A finding, without symbols or syntax trees: those would keep whole compilations alive.</summary>
internal sealed record DiagnosticModel(string Id, LocationModel? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticModel Create(
        DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        new(descriptor.Id, LocationModel.From(location), arguments.ToEquatableArray());

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Diagnostics.Get(Id), Location?.ToLocation(), Arguments.ToArray<object>());
}

internal sealed record LocationModel(string FilePath, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationModel? From(Location? location) =>
        location is { IsInSource: true }
            ? new(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span)
            : null;

    public Location ToLocation() => Location.Create(FilePath, Span, Lines);
}

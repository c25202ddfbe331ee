namespace Orleans.Serialization.WireProtocol;

/// <summary>The layouts of fields by the names that Orleans gives them.</summary>
internal static class WireTypes
{
    public static WireType Of(FieldLayout layout) => layout switch
    {
        FieldLayout.VarInt => WireType.VarInt,
        FieldLayout.Fixed32 => WireType.Fixed32,
        FieldLayout.Fixed64 => WireType.Fixed64,
        FieldLayout.LengthPrefixed => WireType.LengthPrefixed,
        FieldLayout.Group => WireType.TagDelimited,
        FieldLayout.Reference => WireType.Reference,
        _ => WireType.Extended,
    };

    public static FieldLayout LayoutOf(WireType wireType) => wireType switch
    {
        WireType.VarInt => FieldLayout.VarInt,
        WireType.Fixed32 => FieldLayout.Fixed32,
        WireType.Fixed64 => FieldLayout.Fixed64,
        WireType.LengthPrefixed => FieldLayout.LengthPrefixed,
        WireType.TagDelimited => FieldLayout.Group,
        WireType.Reference => FieldLayout.Reference,
        _ => throw new ArgumentOutOfRangeException(nameof(wireType), wireType, "Ends have methods of their own."),
    };
}
